package io.heddle.coordinator.port;

import org.jspecify.annotations.Nullable;

/**
 * How a job starts.
 *
 * @param restorePath checkpoint or savepoint to start from, or null to start from nothing
 * @param allowNonRestoredState whether state without an operator may be left behind
 * @param allowUnverified whether a checkpoint may be started from of which nobody can tell who wrote it
 * @param claim who owns the files started from
 */
public record StartOptions(
        @Nullable String restorePath, boolean allowNonRestoredState, boolean allowUnverified, ClaimMode claim) {

    /** From nothing. */
    public static final StartOptions FRESH = new StartOptions(null, false, false, ClaimMode.NO_CLAIM);

    /** The same from that checkpoint. */
    public StartOptions from(String path) {
        return new StartOptions(path, allowNonRestoredState, allowUnverified, claim);
    }

    /** Who owns the snapshot that a job was started from. */
    public enum ClaimMode {
        /** The job owns it and deletes it when it is subsumed. */
        CLAIM,
        /** It stays the person's; the first checkpoint copies or leaves alone what it refers to. */
        NO_CLAIM
    }
}
