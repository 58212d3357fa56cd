/**
 * Ports of state: what an operator sees of keyed and operator state, whatever keeps it.
 *
 * <p>A {@link io.heddle.engine.state.StateBackend} is chosen per job and makes one {@link io.heddle.engine.state.KeyedStateBackend}
 * per keyed operator and one {@link io.heddle.engine.state.OperatorState} per operator. All of it belongs to the task's thread; only
 * the bodies handed to {@link io.heddle.engine.snapshot.OperatorCheckpoint#add} run elsewhere, so they must hold a frozen view.
 */
@NullMarked
package io.heddle.engine.state;

import org.jspecify.annotations.NullMarked;
