package io.heddle.engine.operator;

import io.heddle.api.functions.Function;
import org.jspecify.annotations.Nullable;

/** An operator with one input, which is the operator itself: a record reaches it by one call. */
public abstract class OneInputOperator extends Operator implements Input, EventTime {
    private long watermarkMs = Long.MIN_VALUE;

    protected OneInputOperator(OperatorContext context, Outputs outputs) {
        super(context, outputs);
    }

    /** An operator around a function of the user's, if that is not null. */
    protected OneInputOperator(OperatorContext context, Outputs outputs, @Nullable Function function) {
        super(context, outputs, function);
    }

    @Override
    public final Input input(int ordinal) {
        if (ordinal != 0) {
            throw new IllegalArgumentException(context().name() + " has one input, not an input " + ordinal + ".");
        }
        return this;
    }

    @Override
    public final void ahead(Object[] values, int from, int to) throws Exception {
        Keying known = context().keying();
        if (known != null) {
            known.ahead(values, from, to);
        }
    }

    @Override
    public final long currentWatermarkMs() {
        return watermarkMs;
    }

    @Override
    protected final void eventTimeIs(long timestampMs) {
        watermarkMs = timestampMs;
    }

    /** Fires what is due, then passes event time on; override {@link #onWatermark} for the former. */
    @Override
    public final void watermark(long timestampMs) throws Exception {
        watermarkMs = timestampMs;
        onWatermark(timestampMs);
        outputs().watermark(timestampMs);
    }

    /**
     * Event time has reached {@code timestampMs}; records emitted here go out before the watermark.
     *
     * @throws Exception fails the task
     */
    protected void onWatermark(long timestampMs) throws Exception {}

    @Override
    public void idle(boolean idle) throws Exception {
        outputs().idle(idle);
    }
}
