package io.heddle.engine.operator;

import io.heddle.api.eventtime.Watermark;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** Hands records to a sink function. */
final class FunctionSinkOperator extends OneInputOperator implements SinkFunction.Context {
    private final SinkFunction<Object> function;
    private final @Nullable Keying keying;
    private long timestampMs = NO_TIMESTAMP;

    @SuppressWarnings("unchecked")
    FunctionSinkOperator(OperatorSpec.FunctionSink<?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (SinkFunction<Object>) spec.function();
        this.keying = Keying.of(spec.key(), context);
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (keying != null) {
            keying.select(value);
        }
        this.timestampMs = timestampMs;
        function.invoke(value, this);
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        function.writeWatermark(new Watermark(timestampMs));
    }

    @Override
    public void finish() throws Exception {
        function.finish();
    }

    @Override
    public long currentProcessingTime() {
        return context().processingTimeMs();
    }

    @Override
    public long currentWatermark() {
        return currentWatermarkMs();
    }

    @Override
    public @Nullable Long timestamp() {
        return timestampMs == NO_TIMESTAMP ? null : timestampMs;
    }
}
