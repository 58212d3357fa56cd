package io.heddle.api.functions;

import io.heddle.api.eventtime.Watermark;

/**
 * A source that runs its own loop: {@link #run} emits until it is done or {@link #cancel} asks it to stop. With one
 * parallel instance; implement {@link ParallelSourceFunction} for more.
 *
 * <p>Exactly once if it also implements {@code CheckpointedFunction}, keeps its position in list state, and changes
 * the position and emits as one step under {@link SourceContext#getCheckpointLock}. Without state of its own it
 * begins anew after a failure: what that loses or repeats depends on the other side.
 *
 * @param <T> the records
 */
public interface SourceFunction<T> extends Function {
    /**
     * Emits records until done or cancelled; called on a thread of its own. Its return ends the stream of this
     * instance.
     *
     * @throws Exception fails the task, unless it was cancelled
     */
    void run(SourceContext<T> ctx) throws Exception;

    /**
     * Asks {@link #run} to return soon, and interrupts it. Called from another thread: set a volatile flag. The task
     * fails if {@code run} has not returned after 10 s.
     */
    void cancel();

    /**
     * Takes the records of a source. Only the thread of {@code run} may use it, or others under the checkpoint lock.
     */
    interface SourceContext<T> {
        /** Emits a record without a timestamp. Waits while the job takes no more. */
        void collect(T element);

        /** Emits a record with an event-time timestamp in milliseconds since the epoch. */
        void collectWithTimestamp(T element, long timestamp);

        /** Emits a watermark; one that does not advance is ignored. */
        void emitWatermark(Watermark mark);

        /** Says that nothing will come for a while, so that downstream does not wait for this source's watermark. */
        void markAsTemporarilyIdle();

        /** The lock under which a source emits and changes its checkpointed state as one step. */
        Object getCheckpointLock();

        /** Closes the context; called by the engine. */
        void close();
    }
}
