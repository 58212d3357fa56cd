package io.heddle.engine.source;

import io.heddle.api.functions.SourceFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.agent.ForeignLoop;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.engine.operator.FunctionLife;
import io.heddle.engine.operator.LateSamples;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source function on a thread of its own, which only hands records over; everything else stays on the task's thread.
 *
 * <p>The function changes its state and emits under the checkpoint lock as one step. So for a checkpoint the task takes that
 * lock, emits all that was handed over, and freezes the state: both then agree.
 */
final class FunctionSourceOperator extends SourceOperator implements LateSamples.Whereabouts {
    private static final int RECORDS_PER_TURN = 1024;
    private static final long END_WAIT_MS = 10_000;

    private final SourceFunction<Object> function;
    private final FunctionLife life;
    private final Object checkpointLock = new Object();
    private final HandOver handOver = new HandOver(checkpointLock);
    private @Nullable ForeignLoop loop;
    private boolean cancelled;
    private boolean ended;

    @SuppressWarnings("unchecked")
    FunctionSourceOperator(OperatorSpec.FunctionSource<?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs);
        this.function = (SourceFunction<Object>) spec.function();
        this.life = new FunctionLife(function, context);
    }

    @Override
    public void open() throws Exception {
        life.open();
    }

    @Override
    public void start(Wakeup wakeup) {
        context().task().observations().late().readingFrom(this);
        handOver.attach(wakeup);
        ForeignLoop made = new ForeignLoop(
                "Source loop: " + context().task().facts().title(),
                context().task().job().userCode().classLoader(),
                () -> function.run(handOver),
                handOver::loopEnded);
        loop = made;
        made.start();
    }

    /** Source functions know no splits. */
    @Override
    public String split() {
        return "";
    }

    @Override
    public String place() {
        return "record " + handOver.taken() + " since the function began";
    }

    @Override
    public Progress poll() throws Exception {
        if (ended) {
            return Progress.END;
        }
        int taken = handOver.drain(outputs(), RECORDS_PER_TURN);
        if (taken > 0) {
            return Progress.MORE;
        }
        if (!handOver.isLoopEnded()) {
            return Progress.NOTHING;
        }
        // Ended and empty, in this order: what came in between is taken by another look.
        if (handOver.drain(outputs(), RECORDS_PER_TURN) > 0) {
            return Progress.MORE;
        }
        ended = true;
        Throwable failure = handOver.loopFailure();
        if (failure != null && !cancelled) {
            throw new HeddleException(
                    FaultCategory.USER,
                    new Problem(
                            "The source function " + function.getClass().getName() + " failed.",
                            String.valueOf(failure.getMessage() == null ? failure : failure.getMessage()),
                            ""),
                    failure);
        }
        return Progress.END;
    }

    @Override
    public void holding(ForeignLoop.Action action) throws Exception {
        handOver.unbounded(true);
        try {
            ForeignLoop.locked(checkpointLock, () -> {
                handOver.drain(outputs(), Integer.MAX_VALUE);
                action.run();
            });
        } finally {
            handOver.unbounded(false);
        }
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        life.snapshot(checkpoint);
        context().snapshotState(checkpoint);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        holding(() -> life.checkpointCompleted(checkpointId));
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        holding(() -> life.checkpointAborted(checkpointId));
    }

    @Override
    public void cancel() {
        if (!cancelled && loop != null) {
            cancelled = true;
            handOver.unbounded(true);
            function.cancel();
            Objects.requireNonNull(loop).interrupt();
        }
    }

    @Override
    public void close() throws Exception {
        try {
            if (loop != null && !handOver.isLoopEnded()) {
                cancel();
                if (!loop.awaitEnd(END_WAIT_MS)) {
                    throw new IllegalStateException("The source function "
                            + function.getClass().getName()
                            + " did not return from run() after cancel() and an interrupt.");
                }
            }
            life.close();
        } finally {
            context().closeState();
        }
    }
}
