package io.heddle.api.connector;

/** Whether a source ends by itself. */
public enum Boundedness {
    /** It does. */
    BOUNDED,
    /** It runs until it is stopped. */
    CONTINUOUS_UNBOUNDED
}
