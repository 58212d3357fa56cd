package io.heddle.coordinator.port;

import org.jspecify.annotations.Nullable;

/**
 * How a job starts.
 *
 * @param restorePath checkpoint or savepoint to start from, or null to start from nothing
 * @param allowNonRestoredState whether state without an operator may be left behind
 * @param claim who owns the files started from
 */
public record StartOptions(@Nullable String restorePath, boolean allowNonRestoredState, ClaimMode claim) {

    /** From nothing. */
    public static final StartOptions FRESH = new StartOptions(null, false, ClaimMode.NO_CLAIM);

    /** Who owns the snapshot that a job was started from. */
    public enum ClaimMode {
        /** The job owns it and deletes it when it is subsumed. */
        CLAIM,
        /** It stays the person's; the first checkpoint copies or leaves alone what it refers to. */
        NO_CLAIM
    }
}
