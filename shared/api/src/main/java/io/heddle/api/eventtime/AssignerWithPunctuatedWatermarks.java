package io.heddle.api.eventtime;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The older form of timestamps with watermarks by record; prefer {@link WatermarkStrategy}. Each parallel instance
 * works with a copy of its own, whose fields are in no checkpoint.
 */
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T>, Serializable {
    /**
     * The watermark after that record, or null for none; one that does not advance is ignored.
     *
     * @param lastElement the record
     * @param extractedTimestamp its event time in milliseconds since the epoch
     */
    @Nullable
    Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
