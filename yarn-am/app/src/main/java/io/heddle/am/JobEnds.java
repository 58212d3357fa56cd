package io.heddle.am;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.view.JobOutcome;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Who waits for which job's end. Owned by am-coordinator. */
final class JobEnds {
    private static final Logger LOG = LogManager.getLogger(JobEnds.class);

    private final List<Signal.Awaited> waiting = new ArrayList<>();

    void changed(Decision.JobStatusChanged change) {
        LOG.info(
                "Job {} ({}) is {}{}",
                change.job(),
                change.name(),
                change.status(),
                change.failure() == null ? "" : ": " + change.failure().message());
        if (change.status().isGloballyTerminal()) {
            waiting.removeIf(each -> {
                boolean meant = each.job().equals(change.job());
                if (meant) {
                    each.status().complete(change.status());
                }
                return meant;
            });
        }
    }

    void await(Signal.Awaited awaited, Coordinator coordinator, long nowMs) {
        JobStatus status = statusOf(coordinator, awaited.job());
        if (status.isGloballyTerminal() || awaited.untilMs() <= nowMs) {
            awaited.status().complete(status);
        } else {
            waiting.add(awaited);
        }
    }

    /** Answers those who have waited long enough. */
    void onTime(Coordinator coordinator, long nowMs) {
        waiting.removeIf(each -> {
            boolean due = each.untilMs() <= nowMs;
            if (due) {
                each.status().complete(statusOf(coordinator, each.job()));
            }
            return due;
        });
    }

    /** SUSPENDED stands for a job that this master does not know. */
    private static JobStatus statusOf(Coordinator coordinator, JobId job) {
        JobOutcome outcome = coordinator.outcome(job);
        return outcome == null ? JobStatus.SUSPENDED : outcome.status();
    }

    long nextDeadlineMs() {
        return waiting.stream().mapToLong(Signal.Awaited::untilMs).min().orElse(Long.MAX_VALUE);
    }
}
