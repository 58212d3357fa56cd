package io.heddle.api.functions;

import io.heddle.api.environment.Configuration;

/**
 * A function with a life cycle. Per parallel instance, {@link #setRuntimeContext} comes first, then {@link
 * #open(OpenContext)}, then the work, then {@link #close()} (also after a failure or a cancellation).
 */
public interface RichFunction extends Function {
    /**
     * Prepares the function; the engine calls this form, exactly once per attempt.
     *
     * <p>The default calls {@link #open(Configuration)}, so that programs written against either form work.
     *
     * @param openContext facts about the opening
     * @throws Exception any failure fails the task
     */
    default void open(OpenContext openContext) throws Exception {
        open(new Configuration());
    }

    /**
     * Prepares the function: the older form, called by {@link #open(OpenContext)} unless that one is overridden.
     *
     * @param parameters always empty
     * @throws Exception any failure fails the task
     */
    default void open(Configuration parameters) throws Exception {}

    /**
     * Releases what {@code open} acquired.
     *
     * @throws Exception fails the task if it was not failing already
     */
    default void close() throws Exception {}

    /** The context of this parallel instance; only available after {@link #setRuntimeContext}. */
    RuntimeContext getRuntimeContext();

    /** Called by the engine before {@code open}. */
    void setRuntimeContext(RuntimeContext context);
}
