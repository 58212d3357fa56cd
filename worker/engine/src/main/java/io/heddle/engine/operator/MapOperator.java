package io.heddle.engine.operator;

import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** One record in, one record out. */
final class MapOperator extends OneInputOperator implements Step {
    private final MapFunction<Object, Object> function;
    private final @Nullable Keying keying;
    private final Input next;

    @SuppressWarnings("unchecked")
    MapOperator(OperatorSpec.Map<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (MapFunction<Object, Object>) spec.function();
        this.keying = Keying.of(spec.key(), context);
        this.next = outputs.main();
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (keying != null) {
            keying.select(value);
        }
        next.record(function.map(value), timestampMs);
    }

    @Override
    public Call call() {
        return new Call(function, MapFunction.class);
    }
}
