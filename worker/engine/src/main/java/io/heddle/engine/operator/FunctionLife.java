package io.heddle.engine.operator;

import io.heddle.api.functions.Function;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichFunction;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import org.jspecify.annotations.Nullable;

/** The life cycle of one function of the user's: context, state, open, notifications, close; nothing where there is none. */
public final class FunctionLife {
    private static final OpenContext OPEN_CONTEXT = new OpenContext() {};

    private final @Nullable Function function;
    private final OperatorContext context;
    private boolean contextSet;
    private boolean initialized;

    /** With null for an operator that has no function of the user's. */
    public FunctionLife(@Nullable Function function, OperatorContext context) {
        this.function = function;
        this.context = context;
    }

    /** Whether there is a function. */
    public boolean hasFunction() {
        return function != null;
    }

    /** Gives the function its context and its state, then opens it. */
    public void open() throws Exception {
        if (function == null) {
            return;
        }
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context.runtimeContext());
            contextSet = true;
        }
        context.operatorState().initialize(function, context.keyedState());
        initialized = true;
        if (function instanceof RichFunction rich) {
            rich.open(OPEN_CONTEXT);
        }
    }

    /** Lets the function put its state into its state objects; one that had finished before the task started has none. */
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        if (!initialized) {
            return;
        }
        if (function instanceof CheckpointedFunction || function instanceof io.heddle.api.state.ListCheckpointed) {
            context.operatorState().capture(function, checkpoint);
        }
    }

    /** Whether the function does something when a checkpoint is complete. */
    public boolean hearsOfCheckpoints() {
        return function instanceof CheckpointListener;
    }

    /** Tells a function that was opened. */
    public void checkpointCompleted(long checkpointId) throws Exception {
        if (initialized && function instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpointId);
        }
    }

    /** Tells a function that was opened. */
    public void checkpointAborted(long checkpointId) throws Exception {
        if (initialized && function instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpointId);
        }
    }

    public void close() throws Exception {
        if (contextSet && function instanceof RichFunction rich) {
            rich.close();
        }
    }
}
