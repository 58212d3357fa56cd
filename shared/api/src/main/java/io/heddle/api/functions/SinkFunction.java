package io.heddle.api.functions;

import io.heddle.api.eventtime.Watermark;
import org.jspecify.annotations.Nullable;

/** Takes the records of a stream out of the job. */
public interface SinkFunction<I> extends Function {
    /**
     * Handles one record: the form without a context.
     *
     * @throws Exception fails the task
     */
    default void invoke(I value) throws Exception {
        throw new UnsupportedOperationException(
                getClass().getName() + " implements neither invoke(value, context) nor invoke(value).");
    }

    /**
     * Handles one record; the engine calls this form.
     *
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

    /** Called for each watermark. */
    default void writeWatermark(Watermark watermark) throws Exception {}

    /** What is known about the current record. */
    interface Context {
        /** Milliseconds since the epoch by the machine's clock. */
        long currentProcessingTime();

        /** The operator's current watermark in milliseconds. */
        long currentWatermark();

        /** The timestamp of the record in milliseconds, or null if it has none. */
        @Nullable
        Long timestamp();
    }
}
