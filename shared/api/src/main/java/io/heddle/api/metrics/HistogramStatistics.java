package io.heddle.api.metrics;

/** A distribution at one moment. */
public abstract class HistogramStatistics {
    /**
     * The value below which the given share of all values lies.
     *
     * @param quantile the share, from 0 to 1; 0.99 for all but one in a hundred
     */
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
