package io.heddle.api.eventtime;

import org.jspecify.annotations.Nullable;

/**
 * Gives each record the time of the machine's clock at which it comes by, and watermarks just behind it; neither ever
 * goes back, even if the clock does.
 *
 * <p>After a failure a record that is read again gets another time, so results by window are not the same again.
 */
public class IngestionTimeExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private long lastMs = Long.MIN_VALUE;

    /** Begins with the clock as it is. */
    public IngestionTimeExtractor() {}

    private long now() {
        lastMs = Math.max(lastMs, System.currentTimeMillis());
        return lastMs;
    }

    @Override
    public long extractTimestamp(T element, long recordTimestamp) {
        return now();
    }

    @Override
    public @Nullable Watermark getCurrentWatermark() {
        return new Watermark(now() - 1);
    }
}
