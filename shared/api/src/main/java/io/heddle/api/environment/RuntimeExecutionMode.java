package io.heddle.api.environment;

/** How a program is executed. */
public enum RuntimeExecutionMode {
    /** All tasks at once, records flow through; results are updated as records come. The default. */
    STREAMING,
    /**
     * Stage by stage with blocking exchange; only for bounded sources. One final result per key and window, no
     * checkpoints: a failure runs the stage again.
     */
    BATCH,
    /** {@link #BATCH} if every source is bounded, otherwise {@link #STREAMING}. */
    AUTOMATIC
}
