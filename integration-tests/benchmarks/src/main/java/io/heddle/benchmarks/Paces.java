package io.heddle.benchmarks;

/** What pipelines at a given rate have in common, whichever engine runs them. */
public final class Paces {
    /** How long they run. */
    public static final int SECONDS = 12;
    /** How long they run where checkpoints are measured, one a second. */
    public static final int CHECKPOINTED_SECONDS = 16;
    /** How long they run where next to nothing happens; tasks without work take seconds to calm down. */
    public static final int IDLE_SECONDS = 20;
    /** Delays of these first seconds are not counted. */
    public static final int WARM_UP_SECONDS = 4;

    /** How long thousands of tasks may take to start and to calm down. */
    public static final int PATIENCE_SECONDS = 25;

    public static final int KEYS = 10_000;
    /** The windows are a second long and slide by this. */
    public static final int SLIDE_MS = 20;

    private Paces() {}

    /** Spreads times, which are multiples of one period. */
    public static Long key(long dueNs) {
        return ((dueNs * 0x9E3779B97F4A7C15L) >>> 40) % KEYS;
    }

    /** How many results of windows come out of the seconds that are not counted. */
    public static long warmUpWindows() {
        return (long) KEYS * WARM_UP_SECONDS * 1000 / SLIDE_MS;
    }
}
