package io.heddle.api.environment;

/**
 * What a checkpoint guarantees of state after a failure. What follows for the results depends on source and sink too.
 */
public enum CheckpointingMode {
    /**
     * Each record counts exactly once in state; the default. Inputs wait for each other's barriers, unless
     * checkpoints are unaligned.
     */
    EXACTLY_ONCE,
    /** No record is lost; some may count twice in state after a failure. Inputs never wait for each other. */
    AT_LEAST_ONCE
}
