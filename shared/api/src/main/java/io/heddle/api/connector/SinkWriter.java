package io.heddle.api.connector;

import io.heddle.api.eventtime.Watermark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes records. All methods are called on the task's thread. There is a new one for each attempt of an instance. */
@SuppressWarnings("try")
public interface SinkWriter<InputT> extends AutoCloseable {
    /**
     * Takes a record; may buffer it.
     *
     * @throws IOException fails the task
     */
    void write(InputT element, Context context) throws IOException, InterruptedException;

    /**
     * Writes out what is buffered: before each checkpoint, and at the end of the input. What is not durable after it
     * is lost by a failure.
     *
     * @param endOfInput whether no record will come any more
     * @throws IOException fails the task
     */
    void flush(boolean endOfInput) throws IOException, InterruptedException;

    /** Called for each watermark; does nothing by default. */
    default void writeWatermark(Watermark watermark) throws IOException, InterruptedException {}

    /** What is known about the current record. */
    interface Context {
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
