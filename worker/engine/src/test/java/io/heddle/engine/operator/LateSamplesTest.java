package io.heddle.engine.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.Lateness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LateSamplesTest {
    private static final long TEN_MINUTES_MS = 600_000;

    private final LateSamples samples = new LateSamples();

    private List<Long> dropped(long nowMs) {
        return samples.report(nowMs).dropped().stream()
                .map(Lateness.Dropped::timestampMs)
                .sorted()
                .toList();
    }

    @Test
    void nothingIsSaidIfNothingWasLate() {
        assertSame(Lateness.NONE, samples.report(0));
    }

    @Test
    void thoseAreKeptThatWereLeftBehindFarthestInWhateverOrderTheyCome() {
        List<Integer> timestamps =
                new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        Collections.shuffle(timestamps, new Random(1));
        timestamps.forEach(each -> samples.dropped("window", "r" + each, each, 1000));
        assertEquals(LongStream.range(0, 8).boxed().toList(), dropped(0));
    }

    @Test
    void whatAnOperatorKeepsIsAmongWhatASourceKeepsThoughTheSourceSeesMore() {
        LateSamples source = new LateSamples();
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            long timestampMs = random.nextInt(1_000_000);
            // The source is ahead of the operator, and an operator drops only what is far behind.
            source.behind("source", timestampMs, 1_000_100);
            if (timestampMs < 1_000) {
                samples.dropped("window", i, timestampMs, 1_000_000);
            }
        }
        List<Long> read =
                source.report(0).read().stream().map(Lateness.Read::timestampMs).toList();
        assertTrue(read.containsAll(dropped(0)), dropped(0) + " of " + read);
        assertEquals(8, dropped(0).size());
    }

    @Test
    void afterAWhileNewOnesTakeThePlaceOfOldOnes() {
        LongStream.range(0, 8).forEach(each -> samples.dropped("window", "old", each, 1000));
        assertEquals(LongStream.range(0, 8).boxed().toList(), dropped(TEN_MINUTES_MS - 1));
        samples.dropped("window", "nearly in time", 999, 1000);
        assertEquals(LongStream.range(0, 8).boxed().toList(), dropped(TEN_MINUTES_MS));
        samples.dropped("window", "nearly in time", 999, 1000);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 999L), dropped(TEN_MINUTES_MS));
    }

    @Test
    void longRecordsAreCutAndTheEndsOfTimeAreFar() {
        samples.dropped("window", "x".repeat(1000), Long.MIN_VALUE + 1, Long.MAX_VALUE);
        for (int i = 0; i < 20; i++) {
            samples.dropped("window", "near", 1, 2);
        }
        Lateness.Dropped farthest = samples.report(0).dropped().stream()
                .filter(each -> each.timestampMs() < 0)
                .findFirst()
                .orElseThrow();
        assertEquals("x".repeat(200) + "...", farthest.record());
    }

    @Test
    void recordsWithoutTimestampsAreNotBehind() {
        samples.behind("source", Input.NO_TIMESTAMP, Input.NO_TIMESTAMP);
        assertSame(Lateness.NONE, samples.report(0));
    }
}
