package io.heddle.engine.operator;

import io.heddle.api.functions.FilterFunction;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** Lets some records pass. */
final class FilterOperator extends OneInputOperator implements Step {
    private final FilterFunction<Object> function;
    private final @Nullable Keying keying;
    private final Input next;

    @SuppressWarnings("unchecked")
    FilterOperator(OperatorSpec.Filter<?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (FilterFunction<Object>) spec.function();
        this.keying = Keying.of(spec.key(), context);
        this.next = outputs.main();
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (keying != null) {
            keying.select(value);
        }
        if (function.filter(value)) {
            next.record(value, timestampMs);
        }
    }

    @Override
    public Call call() {
        return new Call(function, FilterFunction.class);
    }
}
