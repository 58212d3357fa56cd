package io.heddle.api.eventtime;

/** Takes the event time out of a record. */
@FunctionalInterface
public interface TimestampAssigner<T> {
    /** The timestamp of records that have none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * The event time in milliseconds since the epoch.
     *
     * @param recordTimestamp the timestamp the record has already, or {@link #NO_TIMESTAMP}
     */
    long extractTimestamp(T element, long recordTimestamp);
}
