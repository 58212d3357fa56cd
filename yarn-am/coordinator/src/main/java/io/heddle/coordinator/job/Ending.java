package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.fault.FailureInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nothing of the job runs; its end is being made durable before anything of it is released or deleted. */
record Ending(JobStatus end, @Nullable FailureInfo failure) implements JobState {

    /** Nobody is told of the end before it is durable. */
    @Override
    public JobStatus status() {
        return switch (end) {
            case CANCELED -> JobStatus.CANCELLING;
            case FAILED -> JobStatus.FAILING;
            default -> JobStatus.RUNNING;
        };
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(Ended.class, Suspended.class);
    }

    @Override
    public void enter(Job job) {
        long endedMs = job.turn.wallMs();
        LedgerEntry ended = new LedgerEntry.JobEnded(
                job.id(),
                job.plan().name(),
                end,
                failure,
                JobViews.accumulators(job),
                job.submission.admittedMs(),
                endedMs);
        job.turn.persist(ended, () -> {
            if (job.isIn(this)) {
                job.moveTo(new Ended(end, failure, endedMs), "the end is durable");
            }
        });
    }
}
