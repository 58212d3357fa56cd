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
    STOP_DRAIN,
    /** As {@link #STOP_SUSPEND}, in the backend's native format. */
    STOP_SUSPEND_NATIVE,
    /** As {@link #STOP_DRAIN}, in the backend's native format. */
    STOP_DRAIN_NATIVE;

    /** The savepoint by which a job is stopped. */
    public static CheckpointKind stop(boolean drain, boolean nativeFormat) {
        if (drain) {
            return nativeFormat ? STOP_DRAIN_NATIVE : STOP_DRAIN;
        }
        return nativeFormat ? STOP_SUSPEND_NATIVE : STOP_SUSPEND;
    }

    public boolean isSavepoint() {
        return this != CHECKPOINT;
    }

    /** Whether the tasks end by it. */
    public boolean isStop() {
        return switch (this) {
            case STOP_SUSPEND, STOP_DRAIN, STOP_SUSPEND_NATIVE, STOP_DRAIN_NATIVE -> true;
            case CHECKPOINT, SAVEPOINT_CANONICAL, SAVEPOINT_NATIVE -> false;
        };
    }

    /** Whether event time runs to its end before. */
    public boolean isDrain() {
        return this == STOP_DRAIN || this == STOP_DRAIN_NATIVE;
    }

    /** Whether it is a savepoint in the backend's native format. */
    public boolean isNativeSavepoint() {
        return this == SAVEPOINT_NATIVE || this == STOP_SUSPEND_NATIVE || this == STOP_DRAIN_NATIVE;
    }
}
