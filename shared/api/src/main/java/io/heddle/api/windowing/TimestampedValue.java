package io.heddle.api.windowing;

/** A record in a window with its timestamp. */
public record TimestampedValue<T>(T value, long timestamp, boolean hasTimestamp) {
    /** The record. */
    public T getValue() {
        return value;
    }

    /** Its timestamp in milliseconds; {@link Long#MIN_VALUE} if it has none. */
    public long getTimestamp() {
        return timestamp;
    }
}
