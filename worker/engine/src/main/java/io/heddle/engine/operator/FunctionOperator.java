package io.heddle.engine.operator;

import io.heddle.api.functions.Function;
import io.heddle.engine.snapshot.OperatorCheckpoint;

/** An operator with one input around one function of the user's, whose life cycle and state it looks after. */
public abstract class FunctionOperator extends OneInputOperator {
    private final FunctionLife life;

    protected FunctionOperator(OperatorContext context, Outputs outputs, Function function) {
        super(context, outputs);
        this.life = new FunctionLife(function, context);
    }

    @Override
    public void open() throws Exception {
        life.open();
    }

    @Override
    public void openFinished() throws Exception {
        if (life.hearsOfCheckpoints() && !context().restore().segments().isEmpty()) {
            life.open();
        }
    }

    @Override
    public boolean awaitsCheckpoint() {
        return life.hearsOfCheckpoints();
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
