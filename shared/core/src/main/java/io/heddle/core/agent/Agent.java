package io.heddle.core.agent;

/**
 * A piece of logic with one owner thread. Everything that runs is an agent: an {@link AgentRunner} gives it a thread of
 * its own, a test or a simulation steps it by hand; the agent cannot tell which.
 */
public interface Agent {

    /** The name of the role, which becomes the name of the thread. */
    String roleName();

    /** Called once on the owner thread before the first turn. */
    default void onStart() {}

    /**
     * One bounded turn.
     *
     * @param nowMs monotonic milliseconds ({@link io.heddle.core.time.Clock#monotonicMs()})
     * @return how much work was done; 0 lets the runner park until it is woken or {@link #nextDeadlineMs()}
     */
    int doWork(long nowMs);

    /** Monotonic milliseconds of the next turn that is due without a wake-up; {@link Long#MAX_VALUE} if none is. */
    default long nextDeadlineMs() {
        return Long.MAX_VALUE;
    }

    /** Called once on the owner thread after the last turn. */
    default void onClose() {}
}
