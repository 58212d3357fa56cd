package io.heddle.engine.source;

import io.heddle.core.agent.ForeignLoop;
import io.heddle.core.agent.Wakeup;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;

/** The head of a source task: asked for records instead of being fed. Task thread only. */
public abstract class SourceOperator extends Operator {

    /** What a poll has come to. */
    public enum Progress {
        /** There is more: poll again. */
        MORE,
        /** Nothing now; the task's wake-up is signalled when there is. */
        NOTHING,
        /** Nothing any more. */
        END
    }

    protected SourceOperator(OperatorContext context, Outputs outputs) {
        super(context, outputs);
    }

    @Override
    public final Input input(int ordinal) {
        throw new IllegalArgumentException("The source " + context().name() + " has no input " + ordinal + ".");
    }

    /** Restores and starts; {@code wakeup} is to be signalled when polling is worth while again. */
    public abstract void start(Wakeup wakeup) throws Exception;

    /** Emits what is there, at most about a batch. */
    public abstract Progress poll() throws Exception;

    /**
     * A message of the other half of the source: from the enumerator to a reader, or back.
     *
     * @param from the edge's other subtask
     */
    public void onMessage(int from, byte[] payload) throws Exception {}

    /** No further message will come from the other half. */
    public void onPartnerEnded() throws Exception {}

    /** How far the slowest is of those that this source waits for in event time. */
    public void onEventTimeLeast(long timeMs) throws Exception {}

    /** Runs {@code action} while what was emitted and the source's state agree. */
    public void holding(ForeignLoop.Action action) throws Exception {
        action.run();
    }

    /** Ends the source's own thread, if it has one. */
    public void cancel() {}
}
