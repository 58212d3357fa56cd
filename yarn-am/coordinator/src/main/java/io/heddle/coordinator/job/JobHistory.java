package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry.RunBegan;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.view.JobView.FailureView;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has happened to a job, for people: times of its states, its last failures. */
final class JobHistory {
    private static final int MAX_STARTS = 100;

    final Map<JobStatus, Long> statusTimesMs = new EnumMap<>(JobStatus.class);
    private final List<FailureView> failures = new ArrayList<>();
    private final Deque<RunBegan> starts = new ArrayDeque<>();
    private final int keptFailures;
    private int restarts;

    JobHistory(int keptFailures) {
        this.keptFailures = keptFailures;
    }

    void entered(JobStatus status, long wallMs) {
        statusTimesMs.put(status, wallMs);
    }

    void failed(FailureView failure) {
        failures.add(0, failure);
        if (failures.size() > keptFailures) {
            failures.remove(failures.size() - 1);
        }
    }

    void started(RunBegan start) {
        starts.addFirst(start);
        if (starts.size() > MAX_STARTS) {
            starts.removeLast();
        }
    }

    /** What the present run began from. */
    Origin origin() {
        RunBegan last = starts.peekFirst();
        return last == null ? Origin.FRESH : last.origin();
    }

    List<RunBegan> starts() {
        return List.copyOf(starts);
    }

    void restarted() {
        restarts++;
    }

    int restarts() {
        return restarts;
    }

    List<FailureView> failures() {
        return List.copyOf(failures);
    }

    @Nullable
    FailureInfo lastFailure() {
        return failures.isEmpty() ? null : failures.get(0).failure();
    }

    /** Adds to failures by the loss of a worker how its container has ended, which is known only later. */
    void verdict(WorkerId worker, String verdict) {
        failures.replaceAll(each -> {
            FailureInfo failure = each.failure();
            boolean about = failure.category() == FaultCategory.LOST_PEER
                    && failure.message().contains(worker.value())
                    && !failure.message().contains("exit status");
            return about
                    ? new FailureView(
                            each.wallMs(),
                            new FailureInfo(
                                    failure.category(),
                                    failure.message() + " Its container has ended with " + verdict + ".",
                                    failure.stackTrace()),
                            each.task(),
                            each.location())
                    : each;
        });
    }
}
