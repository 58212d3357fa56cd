package io.heddle.api.environment;

/** How a savepoint is written. */
public enum SavepointFormatType {
    /** Independent of the state backend. */
    CANONICAL,
    /** As the state backend keeps it. */
    NATIVE,
    /** What suits. */
    DEFAULT
}
