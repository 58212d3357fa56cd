package io.heddle.engine.operator;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reduce of a bounded input: each key comes out once, at the end. */
final class FinalReduceOperator extends FunctionOperator {
    private static final String STATE = "_op_state";

    private final OperatorSpec.KeyedReduce<?, ?> spec;
    private final ReduceFunction<Object> function;
    private final Keying keying;
    private final Input next;
    private @Nullable ValueState<Object> state;

    @SuppressWarnings("unchecked")
    FinalReduceOperator(OperatorSpec.KeyedReduce<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.spec = spec;
        this.function = (ReduceFunction<Object>) spec.function();
        this.keying = new Keying(spec.key(), context);
        this.next = outputs.main();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open() throws Exception {
        super.open();
        state = context().keyedState(spec.key().type()).state((ValueStateDescriptor<Object>)
                new ValueStateDescriptor<>(STATE, spec.type()));
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        ValueState<Object> current = Objects.requireNonNull(state);
        keying.select(value);
        Object before = current.value();
        current.update(before == null ? value : function.reduce(before, value));
    }

    @Override
    public void finish() throws Exception {
        KeyedStateBackend keyed = context().keyedState(spec.key().type());
        ValueState<Object> current = Objects.requireNonNull(state);
        for (Object key : keyed.keysOf(new ValueStateDescriptor<>(STATE, spec.type()))) {
            keyed.setCurrentKey(key);
            next.record(Objects.requireNonNull(current.value()), NO_TIMESTAMP);
        }
    }
}
