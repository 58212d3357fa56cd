package io.heddle.api.eventtime;

/** Takes the event time out of a record. Called once per record, on the task's thread. */
@FunctionalInterface
public interface TimestampAssigner<T> {
    /** The timestamp of records that have none; one that is assigned must be another. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * The event time in milliseconds (not seconds) since the epoch; {@code time.sanity} looks at it.
     *
     * @param recordTimestamp the timestamp the record has already, or {@link #NO_TIMESTAMP}
     */
    long extractTimestamp(T element, long recordTimestamp);
}
