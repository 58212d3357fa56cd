package io.heddle.api.metrics;

import java.util.Map;

/** A named set of metrics with sub-groups. Metrics are removed when the task ends. */
public interface MetricGroup {
    /** Registers a new counter. */
    default Counter counter(String name) {
        return counter(name, new SimpleCounter());
    }

    /** Registers a new counter under a number. */
    default Counter counter(int name) {
        return counter(String.valueOf(name));
    }

    /** Registers a counter. */
    <C extends Counter> C counter(String name, C counter);

    /** Registers a gauge. */
    <T, G extends Gauge<T>> G gauge(String name, G gauge);

    /** Registers a histogram. */
    <H extends Histogram> H histogram(String name, H histogram);

    /** Registers a meter. */
    <M extends Meter> M meter(String name, M meter);

    /** A sub-group. */
    MetricGroup addGroup(String name);

    /** A sub-group named by a number. */
    default MetricGroup addGroup(int name) {
        return addGroup(String.valueOf(name));
    }

    /** A sub-group that is a variable: key and value become a label where the reporter has labels. */
    MetricGroup addGroup(String key, String value);

    /** The parts of the full name. */
    String[] getScopeComponents();

    /** All variables of this group, from names such as {@code <host>} to their values. */
    Map<String, String> getAllVariables();

    /** The full name of a metric of this group. */
    String getMetricIdentifier(String metricName);
}
