package io.heddle.api.state;

/** Told what became of a checkpoint. */
public interface CheckpointListener {
    /**
     * The checkpoint is complete and durable. Notifications may be skipped, so treat one as covering all before it.
     *
     * @throws Exception fails the task
     */
    void notifyCheckpointComplete(long checkpointId) throws Exception;

    /**
     * The checkpoint was given up.
     *
     * @throws Exception fails the task
     */
    default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
