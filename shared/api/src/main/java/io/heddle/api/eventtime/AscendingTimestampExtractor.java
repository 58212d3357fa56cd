package io.heddle.api.eventtime;

/** The older assigner for timestamps that never go back; prefer {@link WatermarkStrategy#forMonotonousTimestamps}. */
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private long currentTimestamp = Long.MIN_VALUE;

    /** For subclasses. */
    protected AscendingTimestampExtractor() {}

    /** The event time of a record in milliseconds. */
    public abstract long extractAscendingTimestamp(T element);

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long next = extractAscendingTimestamp(element);
        currentTimestamp = Math.max(currentTimestamp, next);
        return next;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(currentTimestamp == Long.MIN_VALUE ? Long.MIN_VALUE : currentTimestamp - 1);
    }
}
