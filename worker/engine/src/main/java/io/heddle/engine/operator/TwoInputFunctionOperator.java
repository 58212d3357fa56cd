package io.heddle.engine.operator;

import io.heddle.api.functions.Function;
import io.heddle.engine.snapshot.OperatorCheckpoint;

/** An operator with two inputs around one function of the user's. */
public abstract class TwoInputFunctionOperator extends TwoInputOperator {
    private final FunctionLife life;

    protected TwoInputFunctionOperator(OperatorContext context, Outputs outputs, Function function) {
        super(context, outputs);
        this.life = new FunctionLife(function, context);
    }

    @Override
    public void open() throws Exception {
        life.open();
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        life.snapshot(checkpoint);
        context().snapshotState(checkpoint);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        life.checkpointCompleted(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        life.checkpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        try {
            life.close();
        } finally {
            context().closeState();
        }
    }
}
