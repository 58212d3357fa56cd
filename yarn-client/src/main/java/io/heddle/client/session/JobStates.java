package io.heddle.client.session;

import java.util.Set;

/** Job states as masters and archives name them. */
public final class JobStates {
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

    private JobStates() {}

    /** Whether a job in that state will never run again. */
    public static boolean hasEnded(String state) {
        return ENDED.contains(state);
    }
}
