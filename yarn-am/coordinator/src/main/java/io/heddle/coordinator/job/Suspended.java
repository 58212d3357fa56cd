package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import java.util.Set;

/** The cluster ends although the job has not; its ledger entries stay, so that a later master may go on with it. */
record Suspended() implements JobState {

    @Override
    public JobStatus status() {
        return JobStatus.SUSPENDED;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of();
    }

    @Override
    public void enter(Job job) {
        job.release();
    }
}
