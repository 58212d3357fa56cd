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
        /** A person named the checkpoint or savepoint, and some operator has another parallelism than it had there. */
        RESCALE
    }

    /** In one word, as lists and logs show it: {@code AUTO_FAILOVER(chk-17)}, {@code MANUAL(path, of job id)}. */
    public String text() {
        return switch (kind) {
            case FRESH, MASTER_FAILOVER -> kind.name();
            case AUTO_FAILOVER -> kind + (checkpointId < 0 ? "(from the beginning)" : "(chk-" + checkpointId + ")");
            case MANUAL, RESCALE -> kind + "(" + path + ", of job " + fromJob + ")";
        };
    }
}
