package io.heddle.coordinator.job;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import java.util.Set;

/** The job's record is being made durable, and what it starts from is being read; nothing of it runs. */
final class Initializing implements JobState {
    private final long requestId;
    private boolean durable;

    Initializing(long requestId) {
        this.requestId = requestId;
    }

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
                durable = true;
                job.start.admitted();
                job.start.read();
                onTasksChanged(job);
            }
        });
    }

    @Override
    public void onTasksChanged(Job job) {
        if (durable && job.maySettle()) {
            job.begin();
        }
    }

    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.moveTo(new Failing(failure.info()), failure.info().message());
    }
}
