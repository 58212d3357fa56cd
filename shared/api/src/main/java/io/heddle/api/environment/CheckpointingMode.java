package io.heddle.api.environment;

/** What a checkpoint guarantees. */
public enum CheckpointingMode {
    /** Each record counts exactly once in state. */
    EXACTLY_ONCE,
    /** No record is lost; some may count twice after a failure. */
    AT_LEAST_ONCE
}
