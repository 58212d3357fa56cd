package io.heddle.api.state;

/** A function with operator state of its own. */
public interface CheckpointedFunction {
    /**
     * Called before each checkpoint: put everything into the state objects.
     *
     * @throws Exception fails the checkpoint
     */
    void snapshotState(FunctionSnapshotContext context) throws Exception;

    /**
     * Called once before the first record: get the state objects, and read them if {@code context.isRestored()}.
     *
     * @throws Exception fails the task
     */
    void initializeState(FunctionInitializationContext context) throws Exception;
}
