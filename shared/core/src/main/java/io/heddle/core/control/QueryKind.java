package io.heddle.core.control;

/** What may be asked of a worker on behalf of a person. */
public enum QueryKind {
    THREAD_DUMP,
    LOG_LIST,
    LOG_READ,
    METRICS
}
