package io.heddle.engine.operator;

import io.heddle.api.functions.Function;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * One operator instance of a chain; unless it says otherwise, it looks after its state and after the function of the user's that it is
 * around, if there is one. All methods are called on the task's thread, in this order: {@link #open} (restored
 * state is in the context), any number of records, watermarks and checkpoints, {@link #finish} if the input has ended by
 * itself, {@link #close} in any case.
 */
public abstract class Operator {
    private final OperatorContext context;
    private final Outputs outputs;
    private final FunctionLife life;

    /** An operator without a function of the user's. */
    protected Operator(OperatorContext context, Outputs outputs) {
        this(context, outputs, null);
    }

    /** An operator around a function, if that is not null; nothing of the user's runs before {@link #open}. */
    protected Operator(OperatorContext context, Outputs outputs, @Nullable Function function) {
        this.context = context;
        this.outputs = outputs;
        this.life = new FunctionLife(function, context);
    }

    /** Whether there is a function of the user's. */
    protected final boolean hasFunction() {
        return life.hasFunction();
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
    public void open() throws Exception {
        life.open();
    }

    /**
     * All records of the present key have come, and those of another follow, or none: event time is over for the key, its timers
     * fire, and what state holds of it goes. Only where the input is {@link OperatorContext#sorted sorted}.
     *
     * @throws Exception fails the task
     */
    public void endKey() throws Exception {
        eventTimeIs(Long.MAX_VALUE);
        context.endKey();
        eventTimeIs(Long.MIN_VALUE);
    }

    /** Event time stands there for whoever asks, without having passed what lies between. */
    protected void eventTimeIs(long watermarkMs) {}

    /**
     * The input has ended by itself: emit what is held back. Whatever comes after the operator is finished after it.
     *
     * @throws Exception fails the task
     */
    public void finish() throws Exception {}

    /**
     * Nothing more comes in, because the input has ended, after {@link #finish}, or because the task is being stopped. Perhaps
     * called again.
     */
    public void ended() {}

    /**
     * Called instead of {@link #open} if the operator had finished before the checkpoint that the task starts from: commits
     * what was prepared and perhaps not committed. Nothing but {@link #close} follows.
     *
     * @throws Exception fails the task
     */
    public void openFinished() throws Exception {
        if (life.hearsOfCheckpoints() && !context.restore().segments().isEmpty()) {
            life.open();
        }
    }

    /** Whether, after {@link #finish}, something waits for a checkpoint to be complete; the task then lives until one is. */
    public boolean awaitsCheckpoint() {
        return life.hearsOfCheckpoints();
    }

    /** Whether, after {@link #finish} or {@link #openFinished}, timers have something to do for which the task has to live. */
    public boolean holdsTask() {
        return false;
    }

    /**
     * Just before the barrier goes out: what is emitted here still belongs to the checkpoint.
     *
     * @throws Exception fails the task
     */
    public void beforeBarrier(long checkpointId) throws Exception {}

    /**
     * Hands over the state as of now; the bytes are written later, on another thread.
     *
     * @throws Exception fails the task
     */
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        life.snapshot(checkpoint);
        context.snapshotState(checkpoint);
    }

    /**
     * The checkpoint is complete and durable: commit. Calls may be missing; one stands for all before it.
     *
     * @throws Exception fails the task
     */
    public void checkpointCompleted(long checkpointId) throws Exception {
        life.checkpointCompleted(checkpointId);
    }

    /**
     * The checkpoint was given up.
     *
     * @throws Exception fails the task
     */
    public void checkpointAborted(long checkpointId) throws Exception {
        life.checkpointAborted(checkpointId);
    }

    /**
     * Releases everything; also after a failure, and when {@link #open} was never reached or threw.
     *
     * @throws Exception fails the task if it was not failing already
     */
    public void close() throws Exception {
        try {
            life.close();
        } finally {
            context.closeState();
        }
    }
}
