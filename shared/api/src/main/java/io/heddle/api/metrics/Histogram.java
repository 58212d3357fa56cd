package io.heddle.api.metrics;

/** The distribution of the values added. */
public interface Histogram extends Metric {
    /** Adds a value. */
    void update(long value);

    /** How many values were added. */
    long getCount();

    /** The distribution now. */
    HistogramStatistics getStatistics();
}
