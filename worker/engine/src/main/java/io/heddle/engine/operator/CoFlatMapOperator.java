package io.heddle.engine.operator;

import io.heddle.api.functions.CoFlatMapFunction;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** A flat map over two inputs. */
final class CoFlatMapOperator extends TwoInputOperator {
    private final CoFlatMapFunction<Object, Object, Object> function;
    private final @Nullable Keying keying1;
    private final @Nullable Keying keying2;
    private final Emitter emitter;

    @SuppressWarnings("unchecked")
    CoFlatMapOperator(OperatorSpec.CoFlatMap<?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (CoFlatMapFunction<Object, Object, Object>) spec.function();
        this.keying1 = Keying.of(spec.key1(), context);
        this.keying2 = Keying.of(spec.key2(), context);
        this.emitter = Emitter.into(context, outputs.main());
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        if (keying1 != null) {
            keying1.select(value);
        }
        emitter.timestampMs(timestampMs);
        function.flatMap1(value, emitter);
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        if (keying2 != null) {
            keying2.select(value);
        }
        emitter.timestampMs(timestampMs);
        function.flatMap2(value, emitter);
    }
}
