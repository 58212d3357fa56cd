package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.checkpoint.Retained.Completed;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobVertex;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a job's tasks start from: the newest checkpoint that counts. A newest one that cannot be read is never replaced by an
 * older one, which would lose or double what has been committed since.
 */
final class StartPoint {
    private static final Logger LOG = LogManager.getLogger(StartPoint.class);

    private final CheckpointedJob job;
    private final Turn turn;
    private final Retained retained;
    private int reading;
    private @Nullable FailureInfo unreadable;
    private @Nullable Restore restore;

    StartPoint(CheckpointedJob job, Turn turn, Retained retained) {
        this.job = job;
        this.turn = turn;
        this.retained = retained;
    }

    /** One more checkpoint counts; false if a newer one was there already. */
    boolean keep(Completed completed) {
        restore = null;
        unreadable = null;
        return retained.add(completed);
    }

    /**
     * Reads the checkpoints that the last master left, oldest first; {@code whenSettled} runs when all are read or lost.
     *
     * @param claimed what the job has started from and may still have to delete, or null
     */
    void recover(
            List<LedgerEntry.CheckpointCompleted> completed, @Nullable StartOptions claimed, Runnable whenSettled) {
        SortedMap<Long, Runnable> outcomes = new TreeMap<>();
        for (LedgerEntry.CheckpointCompleted entry : completed) {
            if (!isIntermediate(entry.kind())) {
                long id = entry.checkpointId();
                reading++;
                turn.readCheckpoint(
                        job.plan().id(),
                        entry.path(),
                        false,
                        metadata -> {
                            boolean owned = !entry.kind().isSavepoint();
                            outcomes.put(id, () -> keep(new Completed(id, entry.path(), owned, metadata)));
                            answered(outcomes.values(), whenSettled);
                        },
                        failure -> {
                            outcomes.put(id, () -> lost(entry, failure));
                            answered(outcomes.values(), whenSettled);
                        });
            }
        }
        if (reading > 0 && claimed != null && claimed.restorePath() != null) {
            recoverClaimed(claimed.restorePath(), claimed.allowUnverified(), outcomes, whenSettled);
        }
    }

    private void recoverClaimed(
            String path, boolean allowUnverified, SortedMap<Long, Runnable> outcomes, Runnable whenSettled) {
        reading++;
        turn.readCheckpoint(
                job.plan().id(),
                path,
                allowUnverified,
                metadata -> {
                    long id = metadata.checkpointId();
                    outcomes.put(id, () -> keep(new Completed(id, path, true, metadata)));
                    answered(outcomes.values(), whenSettled);
                },
                failure -> {
                    LOG.info(
                            "{}, which job {} started from, is gone",
                            path,
                            job.plan().id());
                    answered(outcomes.values(), whenSettled);
                });
    }

    /** Storage answers in any order, and an older one that is read late must not take the place of a newer one that is lost. */
    private void answered(Collection<Runnable> outcomes, Runnable whenSettled) {
        reading--;
        if (reading == 0) {
            outcomes.forEach(Runnable::run);
            whenSettled.run();
        }
    }

    /** Whether it belongs to the person who asked for it: the job neither starts from it nor commits by it. */
    static boolean isIntermediate(CheckpointKind kind) {
        return kind == CheckpointKind.SAVEPOINT_CANONICAL || kind == CheckpointKind.SAVEPOINT_NATIVE;
    }

    private void lost(LedgerEntry.CheckpointCompleted entry, FailureInfo failure) {
        LOG.error(
                "Checkpoint {} of job {} cannot be read: {}",
                entry.path(),
                job.plan().id(),
                failure.message());
        retained.lost(entry);
        if (latestId() < entry.checkpointId()) {
            unreadable = new FailureInfo(
                    FaultCategory.CONFIGURATION,
                    "The newest checkpoint, " + entry.path() + ", cannot be read, and an older one would lose or double"
                            + " what has been committed since: " + failure.message(),
                    failure.stackTrace());
        }
    }

    boolean isReading() {
        return reading > 0;
    }

    /** Why nothing can be restored although there is something, or null. */
    @Nullable
    FailureInfo unreadable() {
        return unreadable;
    }

    /** The newest checkpoint's id, or -1. */
    long latestId() {
        Completed newest = retained.latest();
        return newest == null ? -1 : newest.id();
    }

    /** What the subtask starts from, or null if it starts from nothing. */
    @Nullable
    TaskRestore of(JobVertex vertex, int subtask) {
        Completed newest = retained.latest();
        if (newest == null) {
            return null;
        }
        if (restore == null) {
            restore = new Restore(newest.metadata(), newest.path());
        }
        return restore.of(vertex, subtask);
    }

    /** Refuses a checkpoint that does not fit the plan. */
    void check(CheckpointMetadata metadata, String path, boolean allowNonRestored) {
        new Restore(metadata, path).check(job.plan(), allowNonRestored);
    }
}
