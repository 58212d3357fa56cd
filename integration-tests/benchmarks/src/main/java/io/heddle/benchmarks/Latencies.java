package io.heddle.benchmarks;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Delays that one task has seen, from the time at which something was due, not from when it happened to be sent. */
public final class Latencies implements Serializable {
    private static final long MOST_NS = TimeUnit.HOURS.toNanos(1);
    private static final double NS_PER_MS = 1e6;

    private final String name;
    private final Histogram delays = new Histogram(MOST_NS, 3);

    /** Delays that are published under that name. */
    public Latencies(String name) {
        this.name = name;
    }

    /** One delay. */
    public void add(long delayNs) {
        delays.recordValue(Math.max(0, Math.min(MOST_NS, delayNs)));
    }

    /** How many there are. */
    public long count() {
        return delays.getTotalCount();
    }

    /** Adds them to those of the other tasks in {@link Probe}. */
    public void publish() {
        Probe.add(name, delays);
    }

    /** The percentiles in milliseconds, by their names. */
    static Map<String, Double> percentiles(String name, Histogram delays) {
        return Map.of(
                name + "-p50-ms", delays.getValueAtPercentile(50) / NS_PER_MS,
                name + "-p99-ms", delays.getValueAtPercentile(99) / NS_PER_MS,
                name + "-p99.99-ms", delays.getValueAtPercentile(99.99) / NS_PER_MS,
                name + "-max-ms", delays.getMaxValue() / NS_PER_MS);
    }
}
