package io.heddle.api.eventtime;

import java.io.Serializable;

/** How sources of one group wait for each other. */
public record WatermarkAlignmentParams(long maxAllowedWatermarkDriftMs, String watermarkGroup, long updateIntervalMs)
        implements Serializable {
    /** No alignment. */
    public static final WatermarkAlignmentParams WATERMARK_ALIGNMENT_DISABLED =
            new WatermarkAlignmentParams(Long.MAX_VALUE, "", 0);

    /** Whether sources wait at all. */
    public boolean isEnabled() {
        return maxAllowedWatermarkDriftMs < Long.MAX_VALUE;
    }
}
