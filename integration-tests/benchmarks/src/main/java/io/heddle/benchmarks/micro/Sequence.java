package io.heddle.benchmarks.micro;

/** Numbers in an order that looks random and is the same each time. */
final class Sequence {
    private static final long FACTOR = 6364136223846793005L;
    private static final long STEP = 1442695040888963407L;

    private final long bound;
    private long state = 42;

    /** Numbers from 0 to {@code bound - 1}. */
    Sequence(int bound) {
        this.bound = bound;
    }

    /** The next number; without a division, which would cost as much as what is measured. */
    int next() {
        state = state * FACTOR + STEP;
        return (int) (((state >>> 32) * bound) >>> 32);
    }
}
