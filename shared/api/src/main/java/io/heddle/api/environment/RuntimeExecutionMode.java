package io.heddle.api.environment;

/** How a program is executed. */
public enum RuntimeExecutionMode {
    /** All tasks at once, records flow through. */
    STREAMING,
    /** Stage by stage with blocking exchange; only for bounded sources. */
    BATCH,
    /** {@link #BATCH} if every source is bounded, otherwise {@link #STREAMING}. */
    AUTOMATIC
}
