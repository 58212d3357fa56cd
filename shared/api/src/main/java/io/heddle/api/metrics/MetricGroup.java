package io.heddle.api.metrics;

import java.util.Map;

/**
 * A named set of metrics with sub-groups. Metrics belong to an attempt of a task: they begin anew when it is started
 * again, and are removed when it ends. Task thread only.
 *
 * <p>Of metrics with the same full name in one task the first one is reported.
 */
public interface MetricGroup {
    /** Registers a new counter. */
    default Counter counter(String name) {
        return counter(name, new SimpleCounter());
    }

    /** Registers a new counter under a number. */
    default Counter counter(int name) {
        return counter(String.valueOf(name));
    }

    /**
     * Registers a counter of one's own.
     *
     * @return the counter that was given
     */
    <C extends Counter> C counter(String name, C counter);

    /**
     * Registers a gauge.
     *
     * @return the gauge that was given
     */
    <T, G extends Gauge<T>> G gauge(String name, G gauge);

    /**
     * Registers a histogram.
     *
     * @return the histogram that was given
     */
    <H extends Histogram> H histogram(String name, H histogram);

    /**
     * Registers a meter, which is updated by the engine if it is a {@link View}.
     *
     * @return the meter that was given
     */
    <M extends Meter> M meter(String name, M meter);

    /** A sub-group. */
    MetricGroup addGroup(String name);

    /** A sub-group named by a number. */
    default MetricGroup addGroup(int name) {
        return addGroup(String.valueOf(name));
    }

    /** A sub-group that is a variable: key and value become a label where the reporter has labels. */
    MetricGroup addGroup(String key, String value);

    /** The parts of the full name: the operator's name and those of the groups. */
    String[] getScopeComponents();

    /** All variables of this group, from names such as {@code <host>} to their values. */
    Map<String, String> getAllVariables();

    /** The full name of a metric of this group, with dots between its parts. */
    String getMetricIdentifier(String metricName);
}
