package io.heddle.api.metrics;

/** A distribution at one moment. */
public abstract class HistogramStatistics {
    /** The value below which the given share (0 to 1) of all values lies. */
    public abstract double getQuantile(double quantile);

    /** The values the statistics are made of. */
    public abstract long[] getValues();

    /** How many values the statistics are made of. */
    public abstract int size();

    /** The mean. */
    public abstract double getMean();

    /** The standard deviation. */
    public abstract double getStdDev();

    /** The largest value. */
    public abstract long getMax();

    /** The smallest value. */
    public abstract long getMin();
}
