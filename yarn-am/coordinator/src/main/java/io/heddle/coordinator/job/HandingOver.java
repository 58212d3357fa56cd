package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import java.util.Set;

/**
 * All tasks have finished, and the client is fetching what collecting sinks have left: the end is not durable before it has that,
 * since nobody asks workers for results of a job that has ended. A client that does not ask is not waited for.
 */
final class HandingOver implements JobState {
    /** For the first word of a client; one that waits for the end before it reads should not wait long. */
    private static final long FIRST_WORD_MS = 1_000;

    private static final long NEXT_WORD_MS = 10_000;
    /** A client has to find a new master, and the workers too. */
    private static final long AFTER_FAILOVER_MS = 30_000;

    private final long sinceMs;
    private long untilMs;

    HandingOver(Job job) {
        this.sinceMs = job.turn.nowMs();
        this.untilMs = patienceEndsMs(job);
    }

    private long patienceEndsMs(Job job) {
        return switch (job.collected.reader()) {
            case UNKNOWN -> sinceMs + FIRST_WORD_MS;
            case INHERITED -> sinceMs + AFTER_FAILOVER_MS;
            case HEARD -> Math.max(sinceMs, job.collected.askedMs()) + NEXT_WORD_MS;
        };
    }

    @Override
    public JobStatus status() {
        return JobStatus.RUNNING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(Cancelling.class, Ending.class, Suspended.class);
    }

    @Override
    public void enter(Job job) {}

    @Override
    public void onTasksChanged(Job job) {
        if (!job.collected.isPending()) {
            job.moveTo(new Ending(JobStatus.FINISHED, null), "the client has all results");
        }
    }

    @Override
    public void onDeadline(Job job) {
        untilMs = patienceEndsMs(job);
        if (untilMs <= job.turn.nowMs()) {
            job.moveTo(new Ending(JobStatus.FINISHED, null), "nobody fetches its results");
        }
    }

    @Override
    public long deadlineMs() {
        return untilMs;
    }
}
