package io.heddle.api.state;

import java.util.OptionalLong;

/** What a function gets to initialise its state. */
public interface FunctionInitializationContext {
    /**
     * Whether the job goes on from a checkpoint or savepoint; the state of this function may be empty all the same,
     * for example if it is new.
     */
    boolean isRestored();

    /** The checkpoint it comes from, if any. */
    OptionalLong getRestoredCheckpointId();

    /** Operator state. */
    OperatorStateStore getOperatorStateStore();

    /**
     * Keyed state; only on keyed streams. Values can be read only when there is a current key, so not yet in {@code
     * initializeState}.
     *
     * @throws IllegalStateException if the stream has no key
     */
    KeyedStateStore getKeyedStateStore();
}
