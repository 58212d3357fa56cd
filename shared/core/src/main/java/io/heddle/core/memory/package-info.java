/** How a container's size is divided, and whether a cluster will grant it; pure arithmetic. */
@NullMarked
package io.heddle.core.memory;

import org.jspecify.annotations.NullMarked;
