package io.heddle.engine.operator;

import io.heddle.api.functions.CoMapFunction;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** A map over two inputs. */
final class CoMapOperator extends TwoInputOperator {
    private final CoMapFunction<Object, Object, Object> function;
    private final @Nullable Keying keying1;
    private final @Nullable Keying keying2;
    private final Input next;

    @SuppressWarnings("unchecked")
    CoMapOperator(OperatorSpec.CoMap<?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (CoMapFunction<Object, Object, Object>) spec.function();
        this.keying1 = Keying.of(spec.key1(), context);
        this.keying2 = Keying.of(spec.key2(), context);
        this.next = outputs.main();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        if (keying1 != null) {
            keying1.select(value);
        }
        next.record(function.map1(value), timestampMs);
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        if (keying2 != null) {
            keying2.select(value);
        }
        next.record(function.map2(value), timestampMs);
    }
}
