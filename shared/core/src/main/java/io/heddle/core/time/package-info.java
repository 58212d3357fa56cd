/** Time as a port. */
@NullMarked
package io.heddle.core.time;

import org.jspecify.annotations.NullMarked;
