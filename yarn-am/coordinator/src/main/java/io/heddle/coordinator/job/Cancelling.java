package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import java.util.Set;

/** A person ends the job; its tasks are being cancelled. */
record Cancelling() implements JobState {

    @Override
    public JobStatus status() {
        return JobStatus.CANCELLING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(Ending.class, Suspended.class);
    }

    @Override
    public void enter(Job job) {
        job.deployment.cancel(job.tasks.all());
        onTasksChanged(job);
    }

    @Override
    public void onTasksChanged(Job job) {
        if (!job.tasks.any(TaskRun::isLive) && job.maySettle()) {
            job.moveTo(new Ending(JobStatus.CANCELED, null), "all tasks have ended");
        }
    }

    @Override
    public void onFailure(Job job, JobFailure failure) {
        onTasksChanged(job);
    }
}
