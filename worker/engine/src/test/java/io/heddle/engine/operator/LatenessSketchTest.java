package io.heddle.engine.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles are never too small and at most an eighth too large, of whatever size. */
class LatenessSketchTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1_000, 86_400_000, 1L << 40, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void oneLatenessIsItself(long latenessMs) {
        LatenessSketch sketch = new LatenessSketch();
        sketch.add(latenessMs);
        long found = sketch.quantileMs(0.5);
        assertTrue(found >= latenessMs && found - latenessMs <= latenessMs / 8, latenessMs + " became " + found);
    }

    @Test
    void quantilesAreThoseOfTheSortedLatenesses() {
        Random random = new Random(7);
        long[] all = new long[10_000];
        LatenessSketch sketch = new LatenessSketch();
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) Math.exp(random.nextDouble() * 20);
            sketch.add(all[i]);
        }
        Arrays.sort(all);
        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
            long exact = all[(int) Math.ceil(share * all.length) - 1];
            long found = sketch.quantileMs(share);
            assertTrue(found >= exact && found - exact <= exact / 8, share + ": " + found + " for " + exact);
        }
    }

    @Test
    void nothingLateIsZero() {
        assertEquals(0, new LatenessSketch().quantileMs(0.99));
    }
}
