package io.heddle.api.metrics;

/**
 * Counters of an operator that user code may read and add to. They begin at zero and only user code changes them: the
 * engine counts records and bytes per task, and reports those by itself.
 */
public interface OperatorIOMetricGroup extends MetricGroup {
    /** Records in, as user code counts them. */
    Counter getNumRecordsInCounter();

    /** Records out, as user code counts them. */
    Counter getNumRecordsOutCounter();

    /** Bytes in, as user code counts them. */
    Counter getNumBytesInCounter();

    /** Bytes out, as user code counts them. */
    Counter getNumBytesOutCounter();
}
