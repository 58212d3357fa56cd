package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.Set;

/** The job has failed for good; its tasks are being cancelled. */
final class Failing implements JobState {
    private FailureInfo cause;

    Failing(FailureInfo cause) {
        this.cause = cause;
    }

    @Override
    public JobStatus status() {
        return JobStatus.FAILING;
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
            job.moveTo(new Ending(JobStatus.FAILED, cause), "all tasks have ended");
        }
    }

    /** Peers often notice a death before its reason arrives; the reason is what people want to read. */
    @Override
    public void onFailure(Job job, JobFailure failure) {
        if (cause.category() == FaultCategory.LOST_PEER && failure.info().category() != FaultCategory.LOST_PEER) {
            cause = failure.info();
        }
        onTasksChanged(job);
    }
}
