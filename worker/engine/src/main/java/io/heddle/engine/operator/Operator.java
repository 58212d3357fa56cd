package io.heddle.engine.operator;

import io.heddle.engine.snapshot.OperatorCheckpoint;

/**
 * One operator instance of a chain. All methods are called on the task's thread, in this order: {@link #open} (restored
 * state is in the context), any number of records, watermarks and checkpoints, {@link #finish} if the input has ended by
 * itself, {@link #close} in any case.
 */
public abstract class Operator {
    private final OperatorContext context;
    private final Outputs outputs;

    /** Keeps what every operator has; nothing of the user's runs before {@link #open}. */
    protected Operator(OperatorContext context, Outputs outputs) {
        this.context = context;
        this.outputs = outputs;
    }

    public final OperatorContext context() {
        return context;
    }

    /** The ways out. */
    public final Outputs outputs() {
        return outputs;
    }

    /**
     * The input of that ordinal; always the same object.
     *
     * @param ordinal from 0
     */
    public abstract Input input(int ordinal);

    /**
     * Restores state and opens the user's function.
     *
     * @throws Exception fails the task
     */
    public void open() throws Exception {}

    /**
     * The input has ended by itself: emit what is held back. Whatever comes after the operator is finished after it.
     *
     * @throws Exception fails the task
     */
    public void finish() throws Exception {}

    /**
     * Called instead of {@link #open} if the operator had finished before the checkpoint that the task starts from: commits
     * what was prepared and perhaps not committed. Nothing but {@link #close} follows.
     *
     * @throws Exception fails the task
     */
    public void openFinished() throws Exception {}

    /** Whether, after {@link #finish}, something waits for a checkpoint to be complete; the task then lives until one is. */
    public boolean awaitsCheckpoint() {
        return false;
    }

    /**
     * Just before the barrier goes out: what is emitted here still belongs to the checkpoint.
     *
     * @throws Exception fails the checkpoint
     */
    public void beforeBarrier(long checkpointId) throws Exception {}

    /**
     * Hands over the state as of now; the bytes are written later, on another thread.
     *
     * @throws Exception fails the checkpoint
     */
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {}

    /**
     * The checkpoint is complete and durable: commit. Calls may be missing; one stands for all before it.
     *
     * @throws Exception fails the task
     */
    public void checkpointCompleted(long checkpointId) throws Exception {}

    /**
     * The checkpoint was given up.
     *
     * @throws Exception fails the task
     */
    public void checkpointAborted(long checkpointId) throws Exception {}

    /**
     * Releases everything; also after a failure, and when {@link #open} was never reached or threw.
     *
     * @throws Exception fails the task if it was not failing already
     */
    public void close() throws Exception {}
}
