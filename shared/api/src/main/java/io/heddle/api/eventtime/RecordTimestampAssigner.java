package io.heddle.api.eventtime;

/** Keeps the timestamp a record has. */
public final class RecordTimestampAssigner<T> implements SerializableTimestampAssigner<T> {
    /** Keeps timestamps. */
    public RecordTimestampAssigner() {}

    @Override
    public long extractTimestamp(T element, long recordTimestamp) {
        return recordTimestamp;
    }
}
