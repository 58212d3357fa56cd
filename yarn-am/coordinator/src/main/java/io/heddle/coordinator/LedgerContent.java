package io.heddle.coordinator;

import io.heddle.coordinator.job.Recovered;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.plan.JobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the ledger's entries amount to, job by job. */
final class LedgerContent {
    /** Of how many ended jobs all is kept; of those before it is known that and how they ended, so that no id is taken twice. */
    private static final int KEPT_OUTCOMES = 100;

    private static final int KEPT_ENDED_JOBS = 5_000;
    private static final int KEPT_RUNS = 100;

    private final Map<JobId, Open> open = new LinkedHashMap<>();
    private final Map<JobId, LedgerEntry.JobEnded> ended = new LinkedHashMap<>();
    private final Deque<JobId> whole = new ArrayDeque<>();
    private List<String> excludedHosts = List.of();

    /** A job that had not ended. */
    record OpenJob(LedgerEntry.JobAdmitted admitted, Recovered found) {}

    private static final class Open {
        final LedgerEntry.JobAdmitted admitted;
        final Deque<LedgerEntry.RunBegan> runs = new ArrayDeque<>();
        List<LedgerEntry.TasksPlaced> placements = new ArrayList<>();
        final SortedMap<String, LedgerEntry.FinishedTask> finished = new TreeMap<>();
        final SortedMap<Long, LedgerEntry.CheckpointCompleted> checkpoints = new TreeMap<>();
        long checkpointIdLimit = 1;
        boolean cancelRequested;

        Open(LedgerEntry.JobAdmitted admitted) {
            this.admitted = admitted;
        }
    }

    static LedgerContent of(List<LedgerEntry> entries) {
        LedgerContent content = new LedgerContent();
        entries.forEach(content::take);
        return content;
    }

    void take(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Snapshot snapshot) {
            open.clear();
            ended.clear();
            whole.clear();
            excludedHosts = List.of();
            snapshot.entries().forEach(this::take);
        } else if (entry instanceof LedgerEntry.JobAdmitted admitted) {
            // Storage may take it only when the job has ended, or once more then.
            if (!ended.containsKey(admitted.job())) {
                open.putIfAbsent(admitted.job(), new Open(admitted));
            }
        } else if (entry instanceof LedgerEntry.JobEnded end) {
            open.remove(end.job());
            take(end);
        } else if (entry instanceof LedgerEntry.HostsExcluded hosts) {
            excludedHosts = hosts.hosts();
        } else {
            takeOfOpenJob(entry);
        }
    }

    private void take(LedgerEntry.JobEnded end) {
        if (ended.put(end.job(), end) == null) {
            whole.addLast(end.job());
        }
        if (whole.size() > KEPT_OUTCOMES) {
            ended.computeIfPresent(
                    whole.removeFirst(),
                    (job, old) -> new LedgerEntry.JobEnded(
                            job, old.name(), old.status(), null, Map.of(), old.startedMs(), old.endedMs()));
        }
        if (ended.size() > KEPT_ENDED_JOBS) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    private void takeOfOpenJob(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.RunBegan began && open.containsKey(began.job())) {
            Deque<LedgerEntry.RunBegan> runs = of(began.job()).runs;
            runs.addLast(began);
            if (runs.size() > KEPT_RUNS) {
                runs.removeFirst();
            }
        } else if (entry instanceof LedgerEntry.TasksPlaced placed && open.containsKey(placed.job())) {
            of(placed.job()).placements.add(placed);
        } else if (entry instanceof LedgerEntry.TasksFinished done && open.containsKey(done.job())) {
            done.tasks().forEach(task -> of(done.job()).finished.put(task.vertex() + "/" + task.subtask(), task));
        } else if (entry instanceof LedgerEntry.CancelRequested cancel && open.containsKey(cancel.job())) {
            of(cancel.job()).cancelRequested = true;
        } else if (entry instanceof LedgerEntry.CheckpointIdsReserved ids && open.containsKey(ids.job())) {
            of(ids.job()).checkpointIdLimit = ids.limit();
        } else if (entry instanceof LedgerEntry.CheckpointCompleted done && open.containsKey(done.job())) {
            of(done.job()).checkpoints.put(done.checkpointId(), done);
        } else if (entry instanceof LedgerEntry.CheckpointSubsumed old && open.containsKey(old.job())) {
            of(old.job()).checkpoints.remove(old.checkpointId());
        }
    }

    private Open of(JobId job) {
        return Objects.requireNonNull(open.get(job));
    }

    List<OpenJob> open() {
        return open.values().stream()
                .map(job -> new OpenJob(
                        job.admitted,
                        new Recovered(
                                List.copyOf(job.runs),
                                List.copyOf(job.placements),
                                List.copyOf(job.finished.values()),
                                job.checkpointIdLimit,
                                List.copyOf(job.checkpoints.values()),
                                job.cancelRequested)))
                .toList();
    }

    LedgerEntry.@Nullable JobEnded ended(JobId job) {
        return ended.get(job);
    }

    Collection<LedgerEntry.JobEnded> ended() {
        return ended.values();
    }

    List<String> excludedHosts() {
        return excludedHosts;
    }

    /** The same content in as few entries as it takes. */
    List<LedgerEntry> entries() {
        List<LedgerEntry> entries = new ArrayList<>(ended.values());
        if (!excludedHosts.isEmpty()) {
            entries.add(new LedgerEntry.HostsExcluded(excludedHosts));
        }
        for (Open job : open.values()) {
            entries.add(job.admitted);
            entries.addAll(job.runs);
            job.placements = new ArrayList<>(Placements.compact(job.placements));
            entries.addAll(job.placements);
            if (!job.finished.isEmpty()) {
                entries.add(new LedgerEntry.TasksFinished(job.admitted.job(), List.copyOf(job.finished.values())));
            }
            if (job.checkpointIdLimit > 1) {
                entries.add(new LedgerEntry.CheckpointIdsReserved(job.admitted.job(), job.checkpointIdLimit));
            }
            entries.addAll(job.checkpoints.values());
            if (job.cancelRequested) {
                entries.add(new LedgerEntry.CancelRequested(job.admitted.job()));
            }
        }
        return entries;
    }
}
