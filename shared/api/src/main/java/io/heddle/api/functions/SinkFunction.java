package io.heddle.api.functions;

import io.heddle.api.eventtime.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a stream out of the job.
 *
 * <p>At least once: after a failure records since the last checkpoint come again, so a write must bear repetition,
 * for example by a key. For exactly once take {@link TwoPhaseCommitSinkFunction} or a {@code Sink} with a committer.
 * One that buffers implements {@code CheckpointedFunction} too and writes its buffer out in {@code snapshotState};
 * otherwise a failure loses what is buffered.
 *
 * @param <I> the records
 */
public interface SinkFunction<I> extends Function {
    /**
     * Handles one record: the form without a context.
     *
     * @throws UnsupportedOperationException if neither form is implemented
     * @throws Exception fails the task
     */
    default void invoke(I value) throws Exception {
        throw new UnsupportedOperationException(
                getClass().getName() + " implements neither invoke(value, context) nor invoke(value).");
    }

    /**
     * Handles one record; the engine calls this form, which by default calls the other.
     *
     * @param context valid only during the call
     * @throws Exception fails the task
     */
    default void invoke(I value, Context context) throws Exception {
        invoke(value);
    }

    /**
     * Called once when the bounded input has ended, before {@code close}: write out what is buffered.
     *
     * @throws Exception fails the task
     */
    default void finish() throws Exception {}

    /**
     * Called for each watermark; does nothing by default.
     *
     * @throws Exception fails the task
     */
    default void writeWatermark(Watermark watermark) throws Exception {}

    /** What is known about the current record. */
    interface Context {
        /** Milliseconds since the epoch by the machine's clock. */
        long currentProcessingTime();

        /**
         * The operator's current watermark in milliseconds since the epoch; {@link Long#MIN_VALUE} before the first
         * one.
         */
        long currentWatermark();

        /** The timestamp of the record in milliseconds, or null if it has none. */
        @Nullable
        Long timestamp();
    }
}
