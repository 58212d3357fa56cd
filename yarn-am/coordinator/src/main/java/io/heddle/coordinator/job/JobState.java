package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import java.util.Set;

/**
 * Where a job is in its life: one type per state, each with its legal successors. {@link Job#moveTo} is the only way from
 * one to the next. A state is told of what concerns it and never looks for it.
 */
sealed interface JobState
        permits Initializing,
                Reconciling,
                Waiting,
                Deploying,
                Running,
                HandingOver,
                Restarting,
                Cancelling,
                Failing,
                Ending,
                Ended,
                Suspended {

    JobStatus status();

    Set<Class<? extends JobState>> successors();

    /** Called once, when the job has come into this state. */
    void enter(Job job);

    /** Called once, before the job goes to another state. */
    default void leave(Job job) {}

    /** Tasks have changed their states. */
    default void onTasksChanged(Job job) {}

    /** Something failed that the job needs; victims are terminal already. */
    default void onFailure(Job job, JobFailure failure) {}

    /** There may be more free slots than before. */
    default void onSupply(Job job) {}

    default void onDeadline(Job job) {}

    /** Monotonic milliseconds. */
    default long deadlineMs() {
        return Long.MAX_VALUE;
    }
}
