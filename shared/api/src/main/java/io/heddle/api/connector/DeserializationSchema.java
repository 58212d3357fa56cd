package io.heddle.api.connector;

import io.heddle.api.types.ResultTypeQueryable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Turns bytes from the outside into records. */
public interface DeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {
    /** The record of some bytes, or null to leave them out. */
    @Nullable
    T deserialize(byte[] message) throws IOException;

    /** Whether the record says that the stream has ended. */
    default boolean isEndOfStream(T nextElement) {
        return false;
    }
}
