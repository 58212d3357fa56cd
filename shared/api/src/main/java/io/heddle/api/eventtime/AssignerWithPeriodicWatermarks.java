package io.heddle.api.eventtime;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The older form of timestamps with periodic watermarks; prefer {@link WatermarkStrategy}. */
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T>, Serializable {
    /** The watermark now, or null for none; asked at the watermark interval. */
    @Nullable
    Watermark getCurrentWatermark();
}
