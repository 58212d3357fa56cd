package io.heddle.engine.operator;

import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** One record in, any number out. */
final class FlatMapOperator extends OneInputOperator {
    private final FlatMapFunction<Object, Object> function;
    private final @Nullable Keying keying;
    private final Emitter emitter;

    @SuppressWarnings("unchecked")
    FlatMapOperator(OperatorSpec.FlatMap<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (FlatMapFunction<Object, Object>) spec.function();
        this.keying = Keying.of(spec.key(), context);
        this.emitter = Emitter.into(context, outputs.main());
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (keying != null) {
            keying.select(value);
        }
        emitter.timestampMs(timestampMs);
        function.flatMap(value, emitter);
    }
}
