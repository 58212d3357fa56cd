package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.plan.JobId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Numbers of checkpoints: they only grow, over all masters, because they are reserved in the ledger before they are used. */
final class Ids {
    /** Few, because a new master has to abort each of them by its id. */
    private static final int AT_ONCE = 8;

    private static final int MAX_STALE = 64;

    private final Turn turn;
    private final JobId job;
    private long next = 1;
    private long limit = 1;
    private boolean reserving;
    private long firstStale = Long.MAX_VALUE;
    /** Those of the last master that are complete. */
    private final Set<Long> complete = new HashSet<>();

    Ids(Turn turn, JobId job) {
        this.turn = turn;
        this.job = job;
    }

    /** The job starts from a checkpoint of this number. */
    void startAfter(long id) {
        next = Math.max(next, id + 1);
        limit = Math.max(limit, next);
        firstStale = Math.max(firstStale, id + 1);
    }

    /**
     * Those below {@code used} may have been handed out; those above the newest that the job starts from may be under way,
     * but for the complete ones: the files of savepoints stay.
     */
    void recover(long used, List<LedgerEntry.CheckpointCompleted> completed) {
        next = Math.max(next, used);
        limit = next;
        firstStale = Math.max(1, next - MAX_STALE);
        for (LedgerEntry.CheckpointCompleted each : completed) {
            complete.add(each.checkpointId());
            if (!StartPoint.isIntermediate(each.kind())) {
                firstStale = Math.max(firstStale, each.checkpointId() + 1);
            }
        }
    }

    /** Those that the last master may have begun and this one will not complete. */
    LongStream stale() {
        return LongStream.range(firstStale, Math.max(firstStale, Math.min(next, limit)))
                .filter(id -> !complete.contains(id));
    }

    void forgetStale() {
        firstStale = Long.MAX_VALUE;
    }

    boolean isAvailable() {
        return next < limit;
    }

    /** Takes the next one; only if one is available. */
    long take() {
        return next++;
    }

    /** The highest that has been handed out. */
    long newest() {
        return next - 1;
    }

    /** Makes more of them available, then goes on with {@code then}; does nothing if that is under way. */
    void reserve(Runnable then) {
        if (!reserving) {
            reserving = true;
            long wanted = next + AT_ONCE;
            turn.persist(new LedgerEntry.CheckpointIdsReserved(job, wanted), () -> {
                reserving = false;
                limit = wanted;
                then.run();
            });
        }
    }
}
