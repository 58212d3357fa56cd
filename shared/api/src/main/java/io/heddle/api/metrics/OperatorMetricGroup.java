package io.heddle.api.metrics;

/** The metrics of an operator instance. */
public interface OperatorMetricGroup extends MetricGroup {
    /** The counters every operator has. */
    OperatorIOMetricGroup getIOMetricGroup();
}
