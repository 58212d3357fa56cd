package io.heddle.api.functions;

import io.heddle.api.environment.Configuration;

/**
 * A function with a life cycle. Per parallel instance, {@link #setRuntimeContext} comes first, then the state of a
 * {@code CheckpointedFunction}, then {@link #open(OpenContext)}, then the work, then {@link #close()} (also after a
 * failure or a cancellation). All on the task's thread, except for the loop of a source function.
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
     * Releases what {@code open} acquired. Also called after a failure and when {@code open} itself has failed, so it
     * must bear fields that were never set. It is no place to write results: after a failure nothing may be done that
     * the next attempt does again.
     *
     * @throws Exception fails the task if it was not failing already
     */
    default void close() throws Exception {}

    /** The context of this parallel instance; only available after {@link #setRuntimeContext}. */
    RuntimeContext getRuntimeContext();

    /** Called by the engine before {@code open}. */
    void setRuntimeContext(RuntimeContext context);
}
