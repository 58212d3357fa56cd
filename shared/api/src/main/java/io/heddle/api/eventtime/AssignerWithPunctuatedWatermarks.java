package io.heddle.api.eventtime;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The older form of timestamps with watermarks by record; prefer {@link WatermarkStrategy}. */
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T>, Serializable {
    /** The watermark after that record, or null for none. */
    @Nullable
    Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
