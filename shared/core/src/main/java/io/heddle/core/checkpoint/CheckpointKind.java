package io.heddle.core.checkpoint;

/** What a trigger asks for. */
public enum CheckpointKind {
    /** Periodic, in the backend's native format, may share files with earlier ones. */
    CHECKPOINT,
    /** Asked for by a person, engine-independent and relocatable. */
    SAVEPOINT_CANONICAL,
    /** Asked for by a person, in the backend's native format, owns all its files. */
    SAVEPOINT_NATIVE,
    /** A canonical savepoint after which sources stop without draining. */
    STOP_SUSPEND,
    /** A canonical savepoint after which sources stop and event time runs to its end. */
    STOP_DRAIN;

    public boolean isSavepoint() {
        return this != CHECKPOINT;
    }

    /** Whether the tasks end by it. */
    public boolean isStop() {
        return this == STOP_SUSPEND || this == STOP_DRAIN;
    }
}
