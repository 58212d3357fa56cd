package io.heddle.engine.channel;

import java.util.Arrays;

/**
 * The event time of one logical input: the least over its channels, those left out that are idle or whose time has ended. Rises
 * strictly, and to its end only when the time of all has ended: while one is only idle, its next record must not be late. When all
 * that have not ended are idle, so is the input.
 */
public final class WatermarkMerge {
    private final long[] watermarks;
    private final boolean[] idle;
    /** Channels whose time has not ended. */
    private int open;
    /** Those of them that are not idle. */
    private int active;
    /**
     * Active channels that are no further than the input. Only when the last of them moves all channels are looked at, so that
     * a round of watermarks over a thousand channels costs one look at each and not a million.
     */
    private int holding;

    private long merged = Long.MIN_VALUE;

    public WatermarkMerge(int channels) {
        this.watermarks = new long[channels];
        Arrays.fill(watermarks, Long.MIN_VALUE);
        this.idle = new boolean[channels];
        this.open = channels;
        this.active = channels;
        this.holding = channels;
    }

    /** A channel's event time has risen; true if the input's has too. A word from an idle channel does not wake it. */
    public boolean onWatermark(int channel, long timestampMs) {
        long before = watermarks[channel];
        if (timestampMs <= before) {
            return false;
        }
        watermarks[channel] = timestampMs;
        if (timestampMs == Long.MAX_VALUE) {
            open--;
            return open == 0 ? raise(timestampMs) : !idle[channel] && retired(before);
        }
        return !idle[channel] && before <= merged && timestampMs > merged && --holding == 0 && advance();
    }

    /** A channel went idle or came back; true if the input's event time has risen by that. */
    public boolean onIdle(int channel, boolean nowIdle) {
        if (idle[channel] == nowIdle) {
            return false;
        }
        idle[channel] = nowIdle;
        long at = watermarks[channel];
        if (at == Long.MAX_VALUE) {
            return false;
        }
        if (nowIdle) {
            return retired(at);
        }
        active++;
        if (at <= merged) {
            holding++;
        }
        return holding == 0 && advance();
    }

    /** An active channel that was there holds nobody up any more. */
    private boolean retired(long watermarkMs) {
        active--;
        if (watermarkMs <= merged) {
            holding--;
        }
        return active == 0 ? advanceToHighest() : holding == 0 && advance();
    }

    /** A channel has ended: it holds nobody up any more. */
    public boolean onEnd(int channel) {
        return onWatermark(channel, Long.MAX_VALUE);
    }

    /** No active channel holds the input up at its present time: goes on to the least of them. */
    private boolean advance() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < watermarks.length; i++) {
            if (!idle[i] && watermarks[i] < Long.MAX_VALUE && watermarks[i] <= least) {
                holding = watermarks[i] < least ? 1 : holding + 1;
                least = watermarks[i];
            }
        }
        return raise(least);
    }

    /** When the last channel goes idle, what was said by the furthest one still counts, if that has not ended. */
    private boolean advanceToHighest() {
        long highest = Long.MIN_VALUE;
        for (long each : watermarks) {
            if (each < Long.MAX_VALUE) {
                highest = Math.max(highest, each);
            }
        }
        return raise(highest);
    }

    private boolean raise(long timestampMs) {
        if (timestampMs <= merged) {
            return false;
        }
        merged = timestampMs;
        return true;
    }

    /** The input's event time. */
    public long merged() {
        return merged;
    }

    /** Whether nobody makes time go on, though it has not ended. */
    public boolean allIdle() {
        return active == 0 && open > 0;
    }
}
