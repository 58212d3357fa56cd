package io.heddle.api.metrics;

/** Anything that can be registered with a {@link MetricGroup}. */
public interface Metric {}
