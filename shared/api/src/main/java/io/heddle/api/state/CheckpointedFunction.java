package io.heddle.api.state;

/**
 * A function with operator state of its own: state of a parallel instance and not of a key. What it holds is restored
 * exactly as it was when the checkpoint passed this instance; a new parallelism deals lists out anew.
 */
public interface CheckpointedFunction {
    /**
     * Called at each checkpoint and savepoint, on the task's thread, between two records: put everything into the
     * state objects. The shorter the better, since no records are handled meanwhile; writing comes after it, beside
     * the work.
     *
     * @throws Exception fails the task, and with it the checkpoint
     */
    void snapshotState(FunctionSnapshotContext context) throws Exception;

    /**
     * Called once per attempt, before {@code open} and the first record: get the state objects, and read them if
     * {@code context.isRestored()}.
     *
     * @throws Exception fails the task
     */
    void initializeState(FunctionInitializationContext context) throws Exception;
}
