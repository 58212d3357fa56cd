package io.heddle.engine.channel;

import java.util.Arrays;

/**
 * The event time of one logical input: the least over its channels, idle ones left out. Rises strictly. When all are idle,
 * so is the input.
 */
public final class WatermarkMerge {
    private final long[] watermarks;
    private final boolean[] idle;
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
        return !idle[channel] && before <= merged && timestampMs > merged && --holding == 0 && advance();
    }

    /** A channel went idle or came back; true if the input's event time has risen by that. */
    public boolean onIdle(int channel, boolean nowIdle) {
        if (idle[channel] == nowIdle) {
            return false;
        }
        idle[channel] = nowIdle;
        active += nowIdle ? -1 : 1;
        if (watermarks[channel] <= merged) {
            holding += nowIdle ? -1 : 1;
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
            if (!idle[i] && watermarks[i] <= least) {
                holding = watermarks[i] < least ? 1 : holding + 1;
                least = watermarks[i];
            }
        }
        return raise(least);
    }

    /** When the last channel goes idle, what was said by the furthest one still counts. */
    private boolean advanceToHighest() {
        long highest = Long.MIN_VALUE;
        for (long each : watermarks) {
            highest = Math.max(highest, each);
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

    public boolean allIdle() {
        return active == 0;
    }
}
