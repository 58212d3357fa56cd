package io.heddle.engine.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkMergeTest {

    @Test
    void theSlowestChannelHoldsTheOthersUp() {
        WatermarkMerge merge = new WatermarkMerge(3);
        assertFalse(merge.onWatermark(0, 10));
        assertFalse(merge.onWatermark(1, 20));
        assertTrue(merge.onWatermark(2, 5));
        assertEquals(5, merge.merged());
        assertTrue(merge.onWatermark(2, 30));
        assertEquals(10, merge.merged());
    }

    @Test
    void anIdleChannelHoldsNobodyUpAndDoesNotTurnTimeBack() {
        WatermarkMerge merge = new WatermarkMerge(2);
        assertFalse(merge.onWatermark(0, 10));
        assertTrue(merge.onIdle(1, true));
        assertEquals(10, merge.merged());
        assertFalse(merge.onIdle(1, false));
        assertFalse(merge.onWatermark(0, 20), "the other one is back, and has said nothing");
        assertFalse(merge.onWatermark(1, 7), "that is long over");
        assertTrue(merge.onWatermark(1, 15));
        assertEquals(15, merge.merged());
    }

    @Test
    void whenAllAreIdleTheFurthestCounts() {
        WatermarkMerge merge = new WatermarkMerge(2);
        assertFalse(merge.onWatermark(1, 50));
        assertFalse(merge.onIdle(1, true), "the other one has said nothing");
        assertTrue(merge.onIdle(0, true));
        assertTrue(merge.allIdle());
        assertEquals(50, merge.merged());
    }

    @Test
    void whatAnIdleChannelHasSaidCountsWhenItComesBack() {
        WatermarkMerge merge = new WatermarkMerge(1);
        assertTrue(merge.onWatermark(0, 5));
        assertFalse(merge.onIdle(0, true));
        assertFalse(merge.onWatermark(0, 10));
        assertTrue(merge.onIdle(0, false));
        assertEquals(10, merge.merged());
        assertTrue(merge.onWatermark(0, 20));
    }

    @Test
    void whenAllHaveEndedTimeIsOver() {
        WatermarkMerge merge = new WatermarkMerge(2);
        assertFalse(merge.onEnd(0));
        assertTrue(merge.onEnd(1));
        assertEquals(Long.MAX_VALUE, merge.merged());
        assertFalse(merge.onEnd(1));
    }

    @Test
    void timeIsNotOverWhileOneIsOnlyIdle() {
        WatermarkMerge merge = new WatermarkMerge(2);
        assertFalse(merge.onWatermark(1, 7));
        assertTrue(merge.onEnd(0));
        assertEquals(7, merge.merged());
        assertFalse(merge.onIdle(1, true), "its next record would be late");
        assertTrue(merge.allIdle());
        assertFalse(merge.onIdle(1, false));
        assertTrue(merge.onWatermark(1, 9));
        assertEquals(9, merge.merged());
    }

    @Test
    void timeIsOverWhenIdleChannelsEnd() {
        WatermarkMerge merge = new WatermarkMerge(2);
        assertFalse(merge.onIdle(0, true));
        assertFalse(merge.onIdle(1, true));
        assertFalse(merge.onEnd(0));
        assertTrue(merge.allIdle());
        assertTrue(merge.onEnd(1));
        assertEquals(Long.MAX_VALUE, merge.merged());
        assertFalse(merge.allIdle());
    }

    /** The same as looking at all channels each time. */
    private static final class Reference {
        private final long[] watermarks;
        private final boolean[] idle;
        private long merged = Long.MIN_VALUE;
        private boolean anyActive = true;

        Reference(int channels) {
            watermarks = new long[channels];
            Arrays.fill(watermarks, Long.MIN_VALUE);
            idle = new boolean[channels];
        }

        boolean look() {
            long before = merged;
            int[] open = IntStream.range(0, idle.length)
                    .filter(i -> watermarks[i] < Long.MAX_VALUE)
                    .toArray();
            int[] active = Arrays.stream(open).filter(i -> !idle[i]).toArray();
            boolean wentIdle = anyActive && active.length == 0;
            anyActive = active.length > 0;
            if (open.length == 0) {
                merged = Long.MAX_VALUE;
            } else if (anyActive) {
                long least = Arrays.stream(active)
                        .mapToLong(i -> watermarks[i])
                        .min()
                        .orElseThrow();
                merged = Math.max(merged, least);
            } else if (wentIdle) {
                long most =
                        Arrays.stream(open).mapToLong(i -> watermarks[i]).max().orElseThrow();
                merged = Math.max(merged, most);
            }
            return merged > before;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void countsAsIfAllChannelsWereLookedAt(int channels) {
        Random random = new Random(channels);
        for (int run = 0; run < 200; run++) {
            WatermarkMerge merge = new WatermarkMerge(channels);
            Reference reference = new Reference(channels);
            for (int step = 0; step < 200; step++) {
                int channel = random.nextInt(channels);
                boolean risen;
                int what = random.nextInt(20);
                if (what == 0) {
                    risen = merge.onEnd(channel);
                    reference.watermarks[channel] = Long.MAX_VALUE;
                } else if (what < 6) {
                    boolean nowIdle = random.nextBoolean();
                    risen = merge.onIdle(channel, nowIdle);
                    reference.idle[channel] = nowIdle;
                } else {
                    long timestampMs = random.nextInt(step + 1);
                    risen = merge.onWatermark(channel, timestampMs);
                    reference.watermarks[channel] = Math.max(reference.watermarks[channel], timestampMs);
                }
                assertEquals(reference.look(), risen, "run " + run + ", step " + step);
                assertEquals(reference.merged, merge.merged(), "run " + run + ", step " + step);
            }
        }
    }
}
