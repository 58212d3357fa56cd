package io.heddle.api.environment;

/** How exchanges are executed in batch programs of older APIs; kept so that programs compile, without effect. */
public enum ExecutionMode {
    /** Pipelined where possible. */
    PIPELINED,
    /** Pipelined even where a deadlock is possible. */
    PIPELINED_FORCED,
    /** Blocking where data is shuffled. */
    BATCH,
    /** Blocking everywhere. */
    BATCH_FORCED
}
