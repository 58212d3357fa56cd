package io.heddle.api.metrics;

/**
 * A value that is asked for when it is reported, on the task's thread; so it should be quick. Only numbers are
 * reported, other values are left out.
 */
@FunctionalInterface
public interface Gauge<T> extends Metric {
    /** The value now. */
    T getValue();
}
