/** Operators that match the records of two streams outside of windows. */
@NullMarked
package io.heddle.engine.operator.join;

import org.jspecify.annotations.NullMarked;
