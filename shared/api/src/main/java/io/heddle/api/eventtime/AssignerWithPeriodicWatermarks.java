package io.heddle.api.eventtime;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The older form of timestamps with periodic watermarks; prefer {@link WatermarkStrategy}. Each parallel instance
 * works with a copy of its own, whose fields are in no checkpoint.
 */
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T>, Serializable {
    /**
     * The watermark now, or null for none; asked at the watermark interval ({@code pipeline.auto-watermark-interval},
     * 200 ms). One that does not advance is ignored.
     */
    @Nullable
    Watermark getCurrentWatermark();
}
