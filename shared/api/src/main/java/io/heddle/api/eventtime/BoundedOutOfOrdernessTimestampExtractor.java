package io.heddle.api.eventtime;

import io.heddle.api.windowing.Time;
import java.time.Duration;

/**
 * The older assigner for records that come at most so late; prefer {@link
 * WatermarkStrategy#forBoundedOutOfOrderness}. Its watermark is the largest timestamp so far less the bound.
 */
public abstract class BoundedOutOfOrdernessTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private final long maxOutOfOrdernessMs;
    private long currentMaxTimestamp;
    private long lastEmittedWatermark = Long.MIN_VALUE;

    /**
     * Starts with the bound.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public BoundedOutOfOrdernessTimestampExtractor(Time maxOutOfOrderness) {
        this(maxOutOfOrderness.toDuration());
    }

    /**
     * Starts with the bound, in whole milliseconds.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public BoundedOutOfOrdernessTimestampExtractor(Duration maxOutOfOrderness) {
        this.maxOutOfOrdernessMs = maxOutOfOrderness.toMillis();
        if (maxOutOfOrdernessMs < 0) {
            throw new IllegalArgumentException("The out-of-orderness must not be negative.");
        }
        this.currentMaxTimestamp = Long.MIN_VALUE + maxOutOfOrdernessMs;
    }

    /** The bound in milliseconds. */
    public long getMaxOutOfOrdernessInMillis() {
        return maxOutOfOrdernessMs;
    }

    /** The event time of a record in milliseconds since the epoch. */
    public abstract long extractTimestamp(T element);

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long timestamp = extractTimestamp(element);
        currentMaxTimestamp = Math.max(currentMaxTimestamp, timestamp);
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        lastEmittedWatermark = Math.max(lastEmittedWatermark, currentMaxTimestamp - maxOutOfOrdernessMs);
        return new Watermark(lastEmittedWatermark);
    }
}
