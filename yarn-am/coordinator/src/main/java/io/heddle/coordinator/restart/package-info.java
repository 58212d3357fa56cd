/** Whether and when a failed job begins again. */
@NullMarked
package io.heddle.coordinator.restart;

import org.jspecify.annotations.NullMarked;
