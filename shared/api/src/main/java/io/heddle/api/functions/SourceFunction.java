package io.heddle.api.functions;

import io.heddle.api.eventtime.Watermark;

/**
 * A source that runs its own loop: {@link #run} emits until it is done or {@link #cancel} asks it to stop. With one
 * parallel instance; implement {@link ParallelSourceFunction} for more.
 */
public interface SourceFunction<T> extends Function {
    /**
     * Emits records until done or cancelled.
     *
     * @throws Exception fails the task
     */
    void run(SourceContext<T> ctx) throws Exception;

    /** Asks {@link #run} to return soon. Called from another thread: set a volatile flag. */
    void cancel();

    /** Takes the records of a source. */
    interface SourceContext<T> {
        /** Emits a record. */
        void collect(T element);

        /** Emits a record with an event-time timestamp in milliseconds. */
        void collectWithTimestamp(T element, long timestamp);

        /** Emits a watermark. */
        void emitWatermark(Watermark mark);

        /** Says that nothing will come for a while, so that downstream does not wait for this source's watermark. */
        void markAsTemporarilyIdle();

        /** The lock under which a source emits and changes its checkpointed state as one step. */
        Object getCheckpointLock();

        /** Closes the context; called by the engine. */
        void close();
    }
}
