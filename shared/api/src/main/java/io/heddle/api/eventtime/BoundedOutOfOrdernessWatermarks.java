package io.heddle.api.eventtime;

import java.time.Duration;

/**
 * Emits the largest timestamp so far, less a bound, less one millisecond, at every watermark interval; {@link
 * Long#MIN_VALUE} before the first record.
 */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {
    private final long outOfOrdernessMs;
    private long maxTimestamp;

    /** Starts with the bound, in whole milliseconds; not negative. */
    public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
        this.outOfOrdernessMs = maxOutOfOrderness.toMillis();
        // Not MIN_VALUE: subtracting the bound must not wrap around.
        this.maxTimestamp = Long.MIN_VALUE + outOfOrdernessMs + 1;
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(maxTimestamp - outOfOrdernessMs - 1));
    }
}
