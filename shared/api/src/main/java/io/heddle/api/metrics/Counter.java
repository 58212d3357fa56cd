package io.heddle.api.metrics;

/** Counts up and down. */
public interface Counter extends Metric {
    /** Adds one. */
    void inc();

    /** Adds n. */
    void inc(long n);

    /** Takes one off. */
    void dec();

    /** Takes n off. */
    void dec(long n);

    /** The count. */
    long getCount();
}
