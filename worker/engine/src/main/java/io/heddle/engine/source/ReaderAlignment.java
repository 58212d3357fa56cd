package io.heddle.engine.source;

import io.heddle.api.eventtime.WatermarkAlignmentParams;

/**
 * How far ahead in event time a reader may go: it says now and then how far it is, the master answers how far the slowest of its
 * group is, and more than the drift that is allowed ahead of that is too far. Task thread only.
 */
final class ReaderAlignment {
    private static final long LEAST_SILENCE_MS = 5_000;
    private static final int SILENT_INTERVALS = 5;

    private final WatermarkAlignmentParams params;
    private long leastMs = Long.MAX_VALUE;
    private long heardMs;
    private boolean begun;

    ReaderAlignment(WatermarkAlignmentParams params, long nowMs) {
        this.params = params;
        this.heardMs = nowMs;
    }

    String group() {
        return params.watermarkGroup();
    }

    long intervalMs() {
        return Math.max(1, params.updateIntervalMs());
    }

    /** Until the first answer comes the slowest is taken to be here: it cannot be further. True the first time. */
    boolean begin(long reachedMs, long nowMs) {
        if (begun) {
            return false;
        }
        begun = true;
        heard(reachedMs, nowMs);
        return true;
    }

    /** The slowest of the group is there. */
    void heard(long slowestMs, long nowMs) {
        leastMs = slowestMs;
        heardMs = nowMs;
    }

    /** Goes on alone if nobody has answered for long: while there is no master, results count more than nearness. */
    void look(long nowMs) {
        if (nowMs - heardMs > Math.max(LEAST_SILENCE_MS, SILENT_INTERVALS * intervalMs())) {
            leastMs = Long.MAX_VALUE;
        }
    }

    /** Up to where reading may go on. */
    long limitMs() {
        long limitMs = leastMs + params.maxAllowedWatermarkDriftMs();
        boolean overflow = leastMs > 0 && limitMs < leastMs;
        return overflow ? Long.MAX_VALUE : limitMs;
    }

    /** How far ahead of the slowest that is; 0 while nothing is known. */
    long driftMs(long reachedMs) {
        boolean known = leastMs != Long.MAX_VALUE && reachedMs != Long.MAX_VALUE && reachedMs != Long.MIN_VALUE;
        return known ? Math.max(0, reachedMs - leastMs) : 0;
    }
}
