package io.heddle.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/** Where sinks of either engine leave a count and a checksum; sinks run in the JVM that reads it. */
public final class Probe {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong SUM = new AtomicLong();

    private Probe() {}

    /** A sink's share, added once when it closes. */
    public static void add(long count, long sum) {
        COUNT.addAndGet(count);
        SUM.addAndGet(sum);
    }

    static void reset() {
        COUNT.set(0);
        SUM.set(0);
    }

    static long count() {
        return COUNT.get();
    }

    static long sum() {
        return SUM.get();
    }
}
