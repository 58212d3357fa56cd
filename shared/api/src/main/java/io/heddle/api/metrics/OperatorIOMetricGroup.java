package io.heddle.api.metrics;

/** The counters every operator has. */
public interface OperatorIOMetricGroup extends MetricGroup {
    /** Records in. */
    Counter getNumRecordsInCounter();

    /** Records out. */
    Counter getNumRecordsOutCounter();

    /** Bytes in, of the whole task. */
    Counter getNumBytesInCounter();

    /** Bytes out, of the whole task. */
    Counter getNumBytesOutCounter();
}
