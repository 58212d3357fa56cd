package io.heddle.engine.operator;

import io.heddle.api.functions.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operator with two inputs; its event time is the lesser of both, an input left out that is idle or whose time has ended. Time
 * ends when that of both has: while one is only idle, its next record must not be late.
 */
public abstract class TwoInputOperator extends Operator implements EventTime {
    private final Side first = new Side(0);
    private final Side second = new Side(1);
    private long watermarkMs = Long.MIN_VALUE;
    private boolean idle;

    protected TwoInputOperator(OperatorContext context, Outputs outputs) {
        super(context, outputs);
    }

    /** An operator around a function of the user's, if that is not null. */
    protected TwoInputOperator(OperatorContext context, Outputs outputs, @Nullable Function function) {
        super(context, outputs, function);
    }

    @Override
    public final Input input(int ordinal) {
        return switch (ordinal) {
            case 0 -> first;
            case 1 -> second;
            default ->
                throw new IllegalArgumentException(context().name() + " has two inputs, not an input " + ordinal + ".");
        };
    }

    /**
     * A record of the first input.
     *
     * @throws Exception fails the task
     */
    protected abstract void record1(Object value, long timestampMs) throws Exception;

    /**
     * A record of the second input.
     *
     * @throws Exception fails the task
     */
    protected abstract void record2(Object value, long timestampMs) throws Exception;

    /**
     * Event time has reached {@code timestampMs}; records emitted here go out before the watermark.
     *
     * @throws Exception fails the task
     */
    protected void onWatermark(long timestampMs) throws Exception {}

    @Override
    public final long currentWatermarkMs() {
        return watermarkMs;
    }

    @Override
    protected final void eventTimeIs(long timestampMs) {
        watermarkMs = timestampMs;
    }

    private void merge() throws Exception {
        boolean nowIdle = !first.isActive() && !second.isActive() && !(first.hasEnded() && second.hasEnded());
        long merged;
        if (first.isActive() == second.isActive()) {
            // When nobody makes time go on, what was said by the further one still counts, if that has not ended.
            boolean least = !nowIdle || first.hasEnded() || second.hasEnded();
            merged = least
                    ? Math.min(first.watermarkMs, second.watermarkMs)
                    : Math.max(first.watermarkMs, second.watermarkMs);
        } else {
            merged = first.isActive() ? first.watermarkMs : second.watermarkMs;
        }
        if (merged > watermarkMs) {
            watermarkMs = merged;
            onWatermark(merged);
            outputs().watermark(merged);
        }
        if (nowIdle != idle) {
            idle = nowIdle;
            outputs().idle(nowIdle);
        }
    }

    private final class Side implements Input {
        private final int ordinal;
        private long watermarkMs = Long.MIN_VALUE;
        private boolean idle;

        Side(int ordinal) {
            this.ordinal = ordinal;
        }

        private boolean hasEnded() {
            return watermarkMs == Long.MAX_VALUE;
        }

        private boolean isActive() {
            return !idle && !hasEnded();
        }

        @Override
        public void record(Object value, long timestampMs) throws Exception {
            if (ordinal == 0) {
                record1(value, timestampMs);
            } else {
                record2(value, timestampMs);
            }
        }

        @Override
        public void watermark(long timestampMs) throws Exception {
            watermarkMs = timestampMs;
            merge();
        }

        @Override
        public void idle(boolean idle) throws Exception {
            this.idle = idle;
            merge();
        }
    }
}
