package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import java.util.Set;

/** Every task that may run does, or has finished. */
record Running() implements JobState {

    @Override
    public JobStatus status() {
        return JobStatus.RUNNING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(
                Waiting.class,
                Restarting.class,
                Cancelling.class,
                Failing.class,
                HandingOver.class,
                Ending.class,
                Suspended.class);
    }

    @Override
    public void enter(Job job) {
        job.checkpoints.start();
    }

    @Override
    public void leave(Job job) {
        job.checkpoints.stop("Not all tasks of the job are running any more.");
    }

    @Override
    public void onTasksChanged(Job job) {
        job.advance("tasks have finished");
    }

    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.restartOrFail(failure);
    }
}
