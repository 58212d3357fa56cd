package io.heddle.api.metrics;

/** Events per second; the rate is what is reported. Task thread only. */
public interface Meter extends Metric {
    /** One event. */
    void markEvent();

    /** Several events at once. */
    void markEvent(long n);

    /** Events per second over the meter's time span. */
    double getRate();

    /** All events so far. */
    long getCount();
}
