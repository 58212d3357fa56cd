/** One turn of the coordinator: its time, the decisions it makes, and what waits for the outcome of earlier ones. */
@NullMarked
package io.heddle.coordinator.turn;

import org.jspecify.annotations.NullMarked;
