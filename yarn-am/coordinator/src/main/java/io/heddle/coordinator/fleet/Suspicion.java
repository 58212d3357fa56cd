package io.heddle.coordinator.fleet;

import io.heddle.coordinator.port.CoordinatorSettings;

/**
 * How long one worker may be silent before it is judged lost. A worker that is always punctual is missed soon; one that has
 * paused before (a long garbage collection, a frozen host) and came back is given twice that pause. Never more than the
 * configured time-out, and never so little that a pause of five seconds is taken for a death.
 */
final class Suspicion {
    /** Longer than the pauses that healthy processes make, shorter than anybody wants to wait for a dead one. */
    private static final long LEAST_MS = 7_000;

    private static final long LEAST_HEARTBEATS = 3;
    /** How long a pause is remembered. */
    private static final long MEMORY_MS = 600_000;

    private final long heartbeatMs;
    private final long leastMs;
    private final long limitMs;
    private long lastHeardMs;
    private long longestMs;
    private long longestAtMs;

    Suspicion(long heartbeatMs, long leastMs, long limitMs, long nowMs) {
        this.heartbeatMs = heartbeatMs;
        this.leastMs = leastMs;
        this.limitMs = limitMs;
        this.lastHeardMs = nowMs;
    }

    /** Workers that come by themselves cannot be replaced: of them only the configured time-out counts. */
    static Suspicion of(CoordinatorSettings settings, long nowMs) {
        long heartbeatMs = settings.patience().heartbeatMs();
        long limitMs = settings.patience().heartbeatTimeoutMs();
        long leastMs = settings.fleet().fixed() ? limitMs : Math.max(LEAST_MS, LEAST_HEARTBEATS * heartbeatMs);
        return new Suspicion(heartbeatMs, leastMs, limitMs, nowMs);
    }

    void heard(long nowMs) {
        long silenceMs = nowMs - lastHeardMs;
        if (silenceMs >= longestMs || nowMs - longestAtMs > MEMORY_MS) {
            longestMs = silenceMs;
            longestAtMs = nowMs;
        }
        lastHeardMs = nowMs;
    }

    /** A silence that says nothing about the worker has ended: its link is new, or the master itself stood still. */
    void startAgain(long nowMs) {
        lastHeardMs = nowMs;
    }

    long silenceMs(long nowMs) {
        return nowMs - lastHeardMs;
    }

    /** When the silence is long enough for this worker alone. */
    long deadlineMs() {
        return lastHeardMs + Math.min(limitMs, Math.max(leastMs, 2 * longestMs));
    }

    /** When the silence is too long whatever the reason. */
    long lastDeadlineMs() {
        return lastHeardMs + limitMs;
    }

    /** Whether it is late by more than a lost message. */
    boolean isLate(long nowMs) {
        return silenceMs(nowMs) > LEAST_HEARTBEATS * heartbeatMs;
    }
}
