package io.heddle.coordinator.port;

import org.jspecify.annotations.Nullable;

/**
 * What the present run of a job started from.
 *
 * @param checkpointId the checkpoint restored from, or -1
 * @param path where that checkpoint is, or null
 * @param fromJob id of the job that made it, or null
 */
public record Origin(
        Kind kind,
        long checkpointId,
        @Nullable String path,
        @Nullable String fromJob) {

    public static final Origin FRESH = new Origin(Kind.FRESH, -1, null, null);

    /** Why the run began. */
    public enum Kind {
        /** Submitted without state. */
        FRESH,
        /** The restart strategy began it after a failure. */
        AUTO_FAILOVER,
        /** A new master found it, running or not. */
        MASTER_FAILOVER,
        /** A person named the checkpoint or savepoint. */
        MANUAL,
        /** A person changed the parallelism. */
        RESCALE
    }
}
