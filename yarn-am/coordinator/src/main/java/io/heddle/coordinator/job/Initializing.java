package io.heddle.coordinator.job;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import java.util.Set;

/** The job's record is being made durable; nothing of it runs. */
record Initializing(long requestId) implements JobState {

    @Override
    public JobStatus status() {
        return JobStatus.INITIALIZING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(Waiting.class, Cancelling.class, Failing.class, Suspended.class);
    }

    @Override
    public void enter(Job job) {
        LedgerEntry admitted = new LedgerEntry.JobAdmitted(
                job.id(), job.submission.encoded(), job.submission.options(), job.submission.admittedMs());
        job.turn.persist(admitted, () -> {
            job.turn.answer(requestId, new Answer.Accepted(job.id()));
            if (job.isIn(this)) {
                job.begin();
            }
        });
    }

    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.moveTo(new Failing(failure.info()), failure.info().message());
    }
}
