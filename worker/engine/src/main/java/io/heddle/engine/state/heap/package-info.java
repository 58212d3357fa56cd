/**
 * Keyed and operator state on the heap.
 *
 * <p>A {@link io.heddle.engine.state.heap.KeyTable} grows segment by segment and is frozen by copying its directory: the task never
 * stands still for the size of its state, and a frozen view costs a copy only of what changes while it is written.
 */
@NullMarked
package io.heddle.engine.state.heap;

import org.jspecify.annotations.NullMarked;
