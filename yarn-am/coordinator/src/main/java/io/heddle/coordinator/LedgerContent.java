package io.heddle.coordinator;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the ledger's entries amount to, job by job. */
final class LedgerContent {
    private static final int KEPT_ENDED_JOBS = 100;

    private final Map<JobId, Open> open = new LinkedHashMap<>();
    private final Map<JobId, LedgerEntry.JobEnded> ended = new LinkedHashMap<>();

    /** A job that had not ended. */
    record OpenJob(
            LedgerEntry.JobAdmitted admitted, List<LedgerEntry.TasksPlaced> placements, boolean cancelRequested) {}

    private static final class Open {
        final LedgerEntry.JobAdmitted admitted;
        final List<LedgerEntry.TasksPlaced> placements = new ArrayList<>();
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

    private void take(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Snapshot snapshot) {
            open.clear();
            ended.clear();
            snapshot.entries().forEach(this::take);
        } else if (entry instanceof LedgerEntry.JobAdmitted admitted) {
            open.put(admitted.job(), new Open(admitted));
        } else if (entry instanceof LedgerEntry.JobEnded end) {
            open.remove(end.job());
            ended.put(end.job(), end);
            if (ended.size() > KEPT_ENDED_JOBS) {
                ended.remove(ended.keySet().iterator().next());
            }
        } else if (entry instanceof LedgerEntry.TasksPlaced placed) {
            Open job = open.get(placed.job());
            if (job != null) {
                job.placements.add(placed);
            }
        } else if (entry instanceof LedgerEntry.CancelRequested cancel) {
            Open job = open.get(cancel.job());
            if (job != null) {
                job.cancelRequested = true;
            }
        }
    }

    List<OpenJob> open() {
        return open.values().stream()
                .map(job -> new OpenJob(job.admitted, job.placements, job.cancelRequested))
                .toList();
    }

    Collection<LedgerEntry.JobEnded> ended() {
        return ended.values();
    }

    /** The same content in as few entries as it takes. */
    List<LedgerEntry> entries() {
        List<LedgerEntry> entries = new ArrayList<>(ended.values());
        for (Open job : open.values()) {
            entries.add(job.admitted);
            entries.addAll(job.placements);
            if (job.cancelRequested) {
                entries.add(new LedgerEntry.CancelRequested(job.admitted.job()));
            }
        }
        return entries;
    }
}
