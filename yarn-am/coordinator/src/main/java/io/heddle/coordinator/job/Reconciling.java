package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.TaskState;
import java.util.Set;

/**
 * A new master has read from the ledger where the job's tasks were placed and waits until the worker of each has come and
 * said what runs, or is lost. The fleet bounds the wait.
 */
record Reconciling() implements JobState {

    @Override
    public JobStatus status() {
        return JobStatus.RECONCILING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(
                Running.class,
                Deploying.class,
                Waiting.class,
                Restarting.class,
                Cancelling.class,
                Failing.class,
                Ending.class,
                Suspended.class);
    }

    @Override
    public void enter(Job job) {
        onTasksChanged(job);
    }

    @Override
    public void onTasksChanged(Job job) {
        boolean unknown = job.tasks.any(
                task -> task.worker != null && task.state() == TaskState.DEPLOYING && job.fleet.isAwaited(task.worker));
        if (!unknown && job.maySettle()) {
            job.reconciled();
        }
    }

    /** Kept until everybody has been heard: then what is missing is known as a whole. */
    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.missing.add(failure);
        onTasksChanged(job);
    }
}
