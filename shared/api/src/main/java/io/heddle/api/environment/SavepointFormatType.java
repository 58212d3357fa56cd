package io.heddle.api.environment;

/** How a savepoint is written. */
public enum SavepointFormatType {
    /** Independent of the state backend; the state can be restored by either. */
    CANONICAL,
    /** As the state backend keeps it: quicker, and to be restored by the same backend. */
    NATIVE,
    /** The canonical one. */
    DEFAULT
}
