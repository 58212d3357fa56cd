package io.heddle.coordinator;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.job.Job;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.fault.FailureInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the application ends: with its one job, or because a person asks for it; always after its jobs. */
final class Shutdown {
    /** How long results that nobody has fetched keep a per-job application from ending. */
    private static final long UNCOLLECTED_GRACE_MS = 10_000;

    private static final int MAX_DIAGNOSTICS_CHARS = 4_000;
    private static final int EXIT_JOB_FAILED = 1;

    private final CoordinatorSettings settings;
    private final Turn turn;
    private final Jobs jobs;
    private final Fleet fleet;
    private Event.@Nullable ShutdownCluster asked;
    private boolean begun;
    private long jobOverSinceMs = -1;
    private boolean over;

    Shutdown(CoordinatorSettings settings, Turn turn, Jobs jobs, Fleet fleet) {
        this.settings = settings;
        this.turn = turn;
        this.jobs = jobs;
        this.fleet = fleet;
    }

    boolean isUnderWay() {
        return asked != null || over;
    }

    boolean isOver() {
        return over;
    }

    void onAsked(Event.ShutdownCluster request) {
        turn.answer(request.requestId(), new Answer.Accepted(null));
        asked = asked == null ? request : asked;
    }

    void onTurn() {
        Event.ShutdownCluster request = asked;
        if (request != null) {
            if (!begun) {
                begin(request);
            }
            if (jobs.allOver()) {
                end(request.status(), request.reason(), request.status() == FinalStatus.FAILED ? EXIT_JOB_FAILED : 0);
            }
        } else if (settings.perJob()) {
            endWithJob();
        }
    }

    /** Only when the ledger has been read: before, nobody knows which jobs there are. */
    private void begin(Event.ShutdownCluster request) {
        begun = true;
        for (Job job : List.copyOf(jobs.all())) {
            if (request.cancelJobs()) {
                job.cancel("the cluster is ended by request");
            } else {
                job.suspend("the cluster ends: " + request.reason());
            }
        }
    }

    private void endWithJob() {
        for (LedgerEntry.JobEnded ended : jobs.endedBefore()) {
            endAs(ended.name(), ended.status(), ended.failure());
            return;
        }
        if (jobs.all().isEmpty() && !jobs.keptApart().isEmpty()) {
            // Nobody else is served here, and the same job must not begin anew as if it had never run.
            end(FinalStatus.FAILED, String.join("\n", jobs.keptApart()), EXIT_JOB_FAILED);
        }
        if (jobs.all().isEmpty() || !jobs.allOver()) {
            return;
        }
        Job job = jobs.all().iterator().next();
        if (jobOverSinceMs < 0) {
            jobOverSinceMs = turn.nowMs();
        }
        if (!job.hasUncollected() || turn.nowMs() >= jobOverSinceMs + UNCOLLECTED_GRACE_MS) {
            endAs(job.plan().name(), job.status(), job.failure());
        }
    }

    private void endAs(String name, JobStatus status, @Nullable FailureInfo failure) {
        switch (status) {
            case FINISHED -> end(FinalStatus.SUCCEEDED, "Job '" + name + "' has finished.", 0);
            case CANCELED -> end(FinalStatus.KILLED, "Job '" + name + "' was cancelled.", 0);
            default -> end(FinalStatus.FAILED, diagnostics(name, failure), EXIT_JOB_FAILED);
        }
    }

    private static String diagnostics(String name, @Nullable FailureInfo failure) {
        if (failure == null) {
            return "Job '" + name + "' has failed.";
        }
        String text = "Job '" + name + "' has failed: " + failure.message() + "\n" + failure.stackTrace();
        return text.length() > MAX_DIAGNOSTICS_CHARS ? text.substring(0, MAX_DIAGNOSTICS_CHARS) : text.strip();
    }

    private void end(FinalStatus status, String diagnostics, int exitCode) {
        over = true;
        fleet.releaseAll("the application has ended");
        turn.decide(new Decision.EndApplication(status, diagnostics, exitCode));
    }

    long nextDeadlineMs() {
        return jobOverSinceMs < 0 || jobOverSinceMs + UNCOLLECTED_GRACE_MS <= turn.nowMs()
                ? Long.MAX_VALUE
                : jobOverSinceMs + UNCOLLECTED_GRACE_MS;
    }
}
