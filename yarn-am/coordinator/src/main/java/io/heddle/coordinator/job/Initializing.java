package io.heddle.coordinator.job;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The job's record is being made durable, and what it starts from is being read; nothing of it runs. */
final class Initializing implements JobState {
    private final List<Long> requestIds = new ArrayList<>();
    private boolean durable;

    Initializing(long requestId) {
        requestIds.add(requestId);
    }

    /** Somebody hands the same job in again; false if there is nothing to wait for. */
    boolean isAskedAgain(long requestId) {
        return !durable && requestIds.add(requestId);
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
            requestIds.forEach(each -> job.turn.answer(each, new Answer.Accepted(job.id())));
            requestIds.clear();
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
