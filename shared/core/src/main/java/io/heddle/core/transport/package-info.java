/** Messages of any size between the processes of one application, in order, over connections that only they can make. */
@NullMarked
package io.heddle.core.transport;

import org.jspecify.annotations.NullMarked;
