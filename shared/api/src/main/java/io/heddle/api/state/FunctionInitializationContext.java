package io.heddle.api.state;

import java.util.OptionalLong;

/** What a function gets to initialise its state. */
public interface FunctionInitializationContext {
    /** Whether there is state of an earlier execution. */
    boolean isRestored();

    /** The checkpoint it comes from, if any. */
    OptionalLong getRestoredCheckpointId();

    /** Operator state. */
    OperatorStateStore getOperatorStateStore();

    /** Keyed state; only on keyed streams. */
    KeyedStateStore getKeyedStateStore();
}
