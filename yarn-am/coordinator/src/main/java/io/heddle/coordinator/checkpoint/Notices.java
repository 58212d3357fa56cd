package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.turn.Turn;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;

/** What workers are told of checkpoints. */
record Notices(CheckpointedJob job, Turn turn) {

    /**
     * Begins a checkpoint.
     *
     * @param completedId the newest complete one; negative if there is none
     */
    void trigger(long id, CheckpointKind kind, String directory, long completedId) {
        for (WorkerId worker : job.memberWorkers()) {
            turn.send(
                    worker,
                    new ToWorker.TriggerCheckpoint(
                            turn.epoch(), job.plan().id(), id, kind, directory, turn.wallMs(), completedId));
        }
    }

    void completed(long id) {
        for (WorkerId worker : job.memberWorkers()) {
            completed(worker, id);
        }
    }

    void completed(WorkerId worker, long id) {
        turn.send(
                worker,
                new ToWorker.CheckpointCompleted(turn.epoch(), job.plan().id(), id));
    }

    void aborted(long id) {
        for (WorkerId worker : job.memberWorkers()) {
            aborted(worker, id);
        }
    }

    void aborted(WorkerId worker, long id) {
        turn.send(
                worker, new ToWorker.CheckpointAborted(turn.epoch(), job.plan().id(), id));
    }
}
