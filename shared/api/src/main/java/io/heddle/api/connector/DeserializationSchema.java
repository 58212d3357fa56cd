package io.heddle.api.connector;

import io.heddle.api.functions.Collector;
import io.heddle.api.types.ResultTypeQueryable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Turns bytes from the outside into records. */
public interface DeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {
    /**
     * The record of some bytes, or null to leave them out.
     *
     * @throws IOException fails the task
     */
    @Nullable
    T deserialize(byte[] message) throws IOException;

    /**
     * Gives the records of some bytes to a collector; by default the one of {@link #deserialize(byte[])}.
     *
     * @throws IOException fails the task
     */
    default void deserialize(byte[] message, Collector<T> out) throws IOException {
        T record = deserialize(message);
        if (record != null) {
            out.collect(record);
        }
    }

    /** Whether the record says that the stream has ended; never by default. */
    default boolean isEndOfStream(T nextElement) {
        return false;
    }
}
