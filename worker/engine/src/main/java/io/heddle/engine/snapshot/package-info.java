/**
 * A task's part of a checkpoint: what operators hand over, where the bytes go, and what a restored operator finds.
 *
 * <p>The state is frozen on the task's thread and written on an I/O thread.
 */
@NullMarked
package io.heddle.engine.snapshot;

import org.jspecify.annotations.NullMarked;
