package io.heddle.core.agent;

/**
 * How long an agent without work parks: until its deadline, and otherwise a little longer after each turn that found nothing,
 * so that hundreds of agents that have had nothing to do for a while cost nothing. No agent depends on the end of a park, for
 * whatever it waits for signals its wake-up; that it looks now and then all the same keeps a defect from being the end of a job.
 */
final class Parking {
    static final long SHORTEST_MS = 100;
    static final long LONGEST_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;

    private long nextMs = SHORTEST_MS;

    /** The turn has done something. */
    void worked() {
        nextMs = SHORTEST_MS;
    }

    /** The turn has found nothing to do: nanoseconds to park, when the deadline is in {@code untilMs}. */
    long idleNs(long untilMs) {
        if (untilMs < nextMs) {
            return Math.max(0, untilMs) * NS_PER_MS;
        }
        long parkMs = nextMs;
        nextMs = Math.min(LONGEST_MS, 2 * nextMs);
        return parkMs * NS_PER_MS;
    }
}
