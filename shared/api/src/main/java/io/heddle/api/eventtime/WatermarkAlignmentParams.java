package io.heddle.api.eventtime;

import java.io.Serializable;

/**
 * How sources of one group wait for each other.
 *
 * @param maxAllowedWatermarkDriftMs how far, in milliseconds, an instance may be ahead of the slowest of the group
 * @param watermarkGroup all sources of the job that name it wait for each other
 * @param updateIntervalMs milliseconds between reports of an instance to the master
 */
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
