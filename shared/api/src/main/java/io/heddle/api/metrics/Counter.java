package io.heddle.api.metrics;

/** Counts up and down. Task thread only. Begins at zero with each attempt of the task: metrics are in no checkpoint. */
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
