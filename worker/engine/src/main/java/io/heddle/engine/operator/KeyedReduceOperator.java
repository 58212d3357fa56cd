package io.heddle.engine.operator;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.FoldedNumbers;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A running reduce: every record comes out combined with all before it of the same key. */
final class KeyedReduceOperator extends OneInputOperator {
    private static final String STATE = "_op_state";

    private final OperatorSpec.KeyedReduce<?, ?> spec;
    private final ReduceFunction<Object> function;
    /** The same function if it may change what state holds; otherwise null. */
    private final @Nullable FieldAggregation<Object> inPlace;

    private final Keying keying;
    private final Input next;
    /** Null if records cannot change, so that state and output may share them. */
    private final @Nullable TypeSerializer<Object> copier;

    private @Nullable ValueState<Object> state;
    /** Instead of the state, if the function aggregates a number that the backend can keep by itself. */
    private @Nullable FoldedNumbers folded;

    @SuppressWarnings("unchecked")
    KeyedReduceOperator(OperatorSpec.KeyedReduce<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.spec = spec;
        this.function = (ReduceFunction<Object>) spec.function();
        this.keying = Keying.keyed(spec.key(), context);
        this.next = outputs.main();
        TypeSerializer<Object> serializer =
                (TypeSerializer<Object>) context.serializers().of(spec.type());
        this.copier = serializer.immutable() ? null : serializer;
        this.inPlace = copier != null && spec.function() instanceof FieldAggregation<?>
                ? (FieldAggregation<Object>) spec.function()
                : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open() throws Exception {
        super.open();
        KeyedStateBackend keyed = context().keyedState(spec.key().type());
        ValueStateDescriptor<Object> descriptor =
                (ValueStateDescriptor<Object>) new ValueStateDescriptor<>(STATE, spec.type());
        if (inPlace != null && inPlace.isOfNumbers()) {
            folded = keyed.folded(descriptor, inPlace);
        }
        if (folded == null) {
            state = keyed.state(descriptor);
        }
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        keying.select(value);
        FoldedNumbers numbers = folded;
        if (numbers != null) {
            next.record(numbers.add(value), timestampMs);
            return;
        }
        ValueState<Object> current = Objects.requireNonNull(state);
        Object before = current.value();
        Object after = before == null ? value : reduced(before, value);
        current.update(after);
        next.record(copier == null ? after : copier.copy(after), timestampMs);
    }

    private Object reduced(Object before, Object value) throws Exception {
        // What state holds is nobody else's if the output gets copies.
        return inPlace == null ? function.reduce(before, value) : inPlace.reduceInto(before, value);
    }
}
