package io.heddle.api.metrics;

/** A value that is asked for when it is reported. Asked from another thread than the task's. */
@FunctionalInterface
public interface Gauge<T> extends Metric {
    /** The value now. */
    T getValue();
}
