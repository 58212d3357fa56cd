package io.heddle.api.metrics;

/** Anything that can be registered with a {@link MetricGroup}: a counter, gauge, meter or histogram. */
public interface Metric {}
