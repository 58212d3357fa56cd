package io.heddle.coordinator.job;

import io.heddle.coordinator.port.LedgerEntry;
import java.util.List;

/**
 * What the ledger says of a job that had not ended.
 *
 * @param runs what it has started from until now, oldest first
 * @param placements oldest first; later ones replace earlier ones task by task
 * @param finished tasks that had finished on workers that are lost; true of the named attempts alone
 * @param checkpointIdLimit checkpoint ids below it may have been used
 * @param checkpoints those that count, oldest first
 * @param cancelRequested whether a person was told that it will be cancelled
 */
public record Recovered(
        List<LedgerEntry.RunBegan> runs,
        List<LedgerEntry.TasksPlaced> placements,
        List<LedgerEntry.FinishedTask> finished,
        long checkpointIdLimit,
        List<LedgerEntry.CheckpointCompleted> checkpoints,
        boolean cancelRequested) {}
