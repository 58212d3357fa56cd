package io.heddle.engine.operator.join;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.engine.operator.DownstreamFailure;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Outputs;

/** What a {@link ProcessJoinFunction} sees of a pair. */
final class JoinContext extends ProcessJoinFunction<Object, Object, Object>.Context {
    private final Outputs outputs;
    private long leftMs;
    private long rightMs;

    JoinContext(ProcessJoinFunction<Object, Object, Object> function, Outputs outputs) {
        function.super();
        this.outputs = outputs;
    }

    /** The next pair. */
    JoinContext at(long leftTimestampMs, long rightTimestampMs) {
        leftMs = leftTimestampMs;
        rightMs = rightTimestampMs;
        return this;
    }

    @Override
    public long getLeftTimestamp() {
        return leftMs;
    }

    @Override
    public long getRightTimestamp() {
        return rightMs;
    }

    @Override
    public long getTimestamp() {
        return Math.max(leftMs, rightMs);
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
        Input side = outputs.side(outputTag.getId());
        if (side != null) {
            try {
                side.record(value, getTimestamp());
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
        }
    }
}
