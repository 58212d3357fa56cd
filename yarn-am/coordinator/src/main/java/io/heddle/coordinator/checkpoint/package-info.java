/** A job's checkpoints and savepoints: when they begin, when they count, what is kept, and what tasks start from. */
@NullMarked
package io.heddle.coordinator.checkpoint;

import org.jspecify.annotations.NullMarked;
