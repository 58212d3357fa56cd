package io.heddle.api.metrics;

/** The metrics of an operator instance. Their names begin with the operator's. */
public interface OperatorMetricGroup extends MetricGroup {
    /** Counters for records and bytes that user code may use. */
    OperatorIOMetricGroup getIOMetricGroup();
}
