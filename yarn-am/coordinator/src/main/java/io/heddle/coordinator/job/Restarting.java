package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.fault.FaultCategory;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/** After a failure: what is affected by it ends, and the pause of the restart strategy passes; the rest runs on. */
final class Restarting implements JobState {
    private final Set<TaskRun> affected = new LinkedHashSet<>();
    private long resumeAtMs;

    Restarting(Set<TaskRun> affected, long resumeAtMs) {
        this.affected.addAll(affected);
        this.resumeAtMs = resumeAtMs;
    }

    @Override
    public JobStatus status() {
        return JobStatus.RESTARTING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(Waiting.class, Cancelling.class, Failing.class, Suspended.class);
    }

    @Override
    public void enter(Job job) {
        job.deployment.cancel(affected);
        proceed(job);
    }

    @Override
    public void onTasksChanged(Job job) {
        proceed(job);
    }

    @Override
    public void onDeadline(Job job) {
        proceed(job);
    }

    @Override
    public long deadlineMs() {
        return resumeAtMs;
    }

    private void proceed(Job job) {
        boolean over = job.turn.nowMs() >= resumeAtMs && affected.stream().noneMatch(TaskRun::isLive);
        // A checkpoint whose record is under way may yet be the newest: what it commits must not be done again.
        if (!over || !job.maySettle()) {
            return;
        }
        // Meanwhile more may have been lost that the affected tasks would read.
        Set<TaskRun> all = job.affectedBy(affected);
        if (affected.addAll(all)) {
            job.deployment.cancel(all);
            proceed(job);
            return;
        }
        job.restored();
        for (TaskRun task : affected) {
            task.reset(job.turn.wallMs());
        }
        job.await(JobStatus.RESTARTING, "what failed has ended and the pause is over");
    }

    /** More fails: what is being ended anyway adds nothing, anything else widens the restart. */
    @Override
    public void onFailure(Job job, JobFailure failure) {
        boolean expected = !failure.victims().isEmpty() && affected.containsAll(failure.victims());
        if (failure.info().category() == FaultCategory.CONFIGURATION) {
            job.moveTo(new Failing(failure.info()), failure.info().message());
            return;
        }
        if (!expected) {
            OptionalLong pauseMs = job.restart.onFailure(job.turn.nowMs());
            if (pauseMs.isEmpty()) {
                job.giveUp(failure.info());
                return;
            }
            resumeAtMs = job.turn.nowMs() + pauseMs.getAsLong();
            Set<TaskRun> more = job.affectedBy(failure);
            affected.addAll(more);
            job.deployment.cancel(more);
        }
        proceed(job);
    }
}
