package io.heddle.engine.operator;

/**
 * How late records were, for quantiles that are right within an eighth: exact below 16 ms, and eight counters for each doubling
 * above, so that four kilobytes do whatever comes.
 */
final class LatenessSketch {
    private static final int EXACT = 16;
    private static final int EXACT_BITS = 4;
    private static final int PER_DOUBLING = 8;
    private static final int PER_DOUBLING_BITS = 3;

    private final long[] counts = new long[EXACT + (Long.SIZE - 1 - EXACT_BITS) * PER_DOUBLING];
    private long total;

    /** Counts a lateness, which is not negative. */
    void add(long latenessMs) {
        counts[counterOf(latenessMs)]++;
        total++;
    }

    private static int counterOf(long latenessMs) {
        if (latenessMs < EXACT) {
            return (int) latenessMs;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(latenessMs);
        int part = (int) (latenessMs >>> (power - PER_DOUBLING_BITS)) & (PER_DOUBLING - 1);
        return EXACT + (power - EXACT_BITS) * PER_DOUBLING + part;
    }

    private static long greatestOf(int counter) {
        if (counter < EXACT) {
            return counter;
        }
        int power = (counter - EXACT) / PER_DOUBLING + EXACT_BITS;
        long parts = PER_DOUBLING + (counter - EXACT) % PER_DOUBLING + 1L;
        return (parts << (power - PER_DOUBLING_BITS)) - 1;
    }

    /** A lateness that the given share did not exceed, at most an eighth too large; 0 if nothing was late. */
    long quantileMs(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int counter = 0; counter < counts.length; counter++) {
            seen += counts[counter];
            if (seen >= wanted) {
                return greatestOf(counter);
            }
        }
        return 0;
    }
}
