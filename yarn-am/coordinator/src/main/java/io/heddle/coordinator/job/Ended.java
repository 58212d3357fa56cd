package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.fault.FailureInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Over for good, durably so; what it held is given back. */
record Ended(JobStatus status, @Nullable FailureInfo failure, long endedMs) implements JobState {

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of();
    }

    @Override
    public void enter(Job job) {
        job.checkpoints.onJobEnded(status);
        job.release();
    }
}
