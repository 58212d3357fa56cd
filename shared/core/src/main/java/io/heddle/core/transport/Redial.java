package io.heddle.core.transport;

/**
 * When to try to connect again: doubling pauses between two bounds, forgotten after a connection that opened. Pure; its
 * owner steps it and makes the calls.
 */
public final class Redial {
    private enum State {
        DOWN,
        DIALLING,
        UP
    }

    private final long firstPauseMs;
    private final long longestPauseMs;
    private State state = State.DOWN;
    private long pauseMs;
    private long dueMs = Long.MIN_VALUE;

    /**
     * The first try is due at once.
     *
     * @param firstPauseMs pause after the first failure
     * @param longestPauseMs bound of the pauses
     */
    public Redial(long firstPauseMs, long longestPauseMs) {
        if (firstPauseMs < 1 || longestPauseMs < firstPauseMs) {
            throw new IllegalArgumentException(
                    "pauses must satisfy 1 <= first <= longest, not " + firstPauseMs + " and " + longestPauseMs);
        }
        this.firstPauseMs = firstPauseMs;
        this.longestPauseMs = longestPauseMs;
        this.pauseMs = firstPauseMs;
    }

    /** Whether to connect now; if so, that counts as a try and {@link #opened} or {@link #lost} must follow. */
    public boolean due(long nowMs) {
        if (state != State.DOWN || nowMs < dueMs) {
            return false;
        }
        state = State.DIALLING;
        return true;
    }

    public void opened() {
        state = State.UP;
        pauseMs = firstPauseMs;
    }

    /** The try failed, or the connection broke. */
    public void lost(long nowMs) {
        state = State.DOWN;
        dueMs = nowMs + pauseMs;
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }

    /** There is a reason to try at once: a new address, say. */
    public void hurry() {
        dueMs = Long.MIN_VALUE;
        pauseMs = firstPauseMs;
    }

    public boolean isUp() {
        return state == State.UP;
    }

    /** When the next try is due; {@link Long#MAX_VALUE} while there is a connection or a try. */
    public long nextDeadlineMs() {
        return state == State.DOWN ? dueMs : Long.MAX_VALUE;
    }
}
