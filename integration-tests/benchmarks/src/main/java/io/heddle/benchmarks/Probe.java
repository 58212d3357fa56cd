package io.heddle.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Where sinks of either engine leave a count and a checksum; sinks run in the JVM that reads it. */
public final class Probe {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong SUM = new AtomicLong();

    private static final AtomicLong COUNTED_FROM_NS = new AtomicLong();

    private static final Map<String, Double> FACTS = new ConcurrentHashMap<>();
    private static final Map<String, Histogram> DELAYS = new ConcurrentHashMap<>();

    private Probe() {}

    /** A sink's share, added once when it closes. */
    public static void add(long count, long sum) {
        COUNT.addAndGet(count);
        SUM.addAndGet(sum);
    }

    /** Something a pipeline has measured itself; of several that say the same, the largest counts. */
    public static void fact(String name, double value) {
        FACTS.merge(name, value, Math::max);
    }

    /** A source at a rate begins: delays of what is due earlier than this belong to the warm-up. */
    public static void countFrom(long dueNs) {
        COUNTED_FROM_NS.set(dueNs);
    }

    /** Whether a record that was due then is counted. */
    public static boolean isCounted(long dueNs) {
        return dueNs >= COUNTED_FROM_NS.get();
    }

    /** Delays in nanoseconds, to be put together with those of other tasks under the same name. */
    static void add(String name, Histogram delays) {
        DELAYS.compute(name, (same, others) -> {
            Histogram all = delays.copy();
            if (others != null) {
                all.add(others);
            }
            return all;
        });
    }

    static Map<String, Double> facts() {
        Map<String, Double> facts = new TreeMap<>(FACTS);
        DELAYS.forEach((name, delays) -> facts.putAll(Latencies.percentiles(name, delays)));
        return facts;
    }

    static void reset() {
        FACTS.clear();
        DELAYS.clear();
        COUNTED_FROM_NS.set(Long.MAX_VALUE);
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
