package io.heddle.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record with its timestamp in milliseconds, if it has one. */
public final class StreamRecord<T> {
    private final T value;
    private final @Nullable Long timestamp;

    /** A record without a timestamp. */
    public StreamRecord(T value) {
        this.value = value;
        this.timestamp = null;
    }

    /** A record with a timestamp. */
    public StreamRecord(T value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    /** The record. */
    public T getValue() {
        return value;
    }

    /** Whether it has a timestamp. */
    public boolean hasTimestamp() {
        return timestamp != null;
    }

    /** Its timestamp; the least possible one if it has none. */
    public long getTimestamp() {
        return timestamp == null ? Long.MIN_VALUE : timestamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamRecord<?> record
                && value.equals(record.value)
                && Objects.equals(timestamp, record.timestamp);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp);
    }

    @Override
    public String toString() {
        return value + "@" + (timestamp == null ? "-" : timestamp.toString());
    }
}
