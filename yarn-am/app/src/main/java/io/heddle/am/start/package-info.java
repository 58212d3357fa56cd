/** From what jobs start that no client has decided for. */
@NullMarked
package io.heddle.am.start;

import org.jspecify.annotations.NullMarked;
