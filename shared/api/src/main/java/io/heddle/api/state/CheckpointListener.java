package io.heddle.api.state;

/**
 * Told what became of a checkpoint, on the task's thread. The place for effects on the outside that may only come
 * when what led to them can no longer be taken back.
 */
public interface CheckpointListener {
    /**
     * The checkpoint is complete and durable. Notifications may be skipped, so treat one as covering all before it;
     * after a failure none comes for the checkpoint that is restored, so what it stands for must be done again then,
     * and bear it.
     *
     * @param checkpointId the checkpoint; later ones have greater numbers
     * @throws Exception fails the task
     */
    void notifyCheckpointComplete(long checkpointId) throws Exception;

    /**
     * The checkpoint was given up: what it held is covered by the next one. Does nothing by default.
     *
     * @throws Exception fails the task
     */
    default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
