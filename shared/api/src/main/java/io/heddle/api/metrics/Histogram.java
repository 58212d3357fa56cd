package io.heddle.api.metrics;

/**
 * The distribution of the values added. Reported as {@code name.count}, {@code name.mean} and {@code name.p99}. Task
 * thread only.
 */
public interface Histogram extends Metric {
    /** Adds a value. */
    void update(long value);

    /** How many values were added, also those that the statistics no longer hold. */
    long getCount();

    /** The distribution now. */
    HistogramStatistics getStatistics();
}
