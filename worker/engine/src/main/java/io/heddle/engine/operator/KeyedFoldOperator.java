package io.heddle.engine.operator;

import io.heddle.api.functions.FoldFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.core.types.TypeSerializer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A running fold: after every record comes out what the records of its key have been folded into. */
final class KeyedFoldOperator extends OneInputOperator {
    private static final String STATE = "_op_state";

    private final OperatorSpec.KeyedFold<?, ?, ?> spec;
    private final FoldFunction<Object, Object> function;
    private final Keying keying;
    private final Input next;
    /** Null if values cannot change, so that state and output may share them. */
    private final @Nullable TypeSerializer<Object> copier;

    private @Nullable ValueState<Object> state;

    @SuppressWarnings("unchecked")
    KeyedFoldOperator(OperatorSpec.KeyedFold<?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.spec = spec;
        this.function = (FoldFunction<Object, Object>) spec.function();
        this.keying = Keying.keyed(spec.key(), context);
        this.next = outputs.main();
        TypeSerializer<Object> serializer =
                (TypeSerializer<Object>) context.serializers().of(spec.type());
        this.copier = serializer.immutable() ? null : serializer;
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
        keying.select(value);
        ValueState<Object> current = Objects.requireNonNull(state);
        Object before = current.value();
        Object after = function.fold(before == null ? copy(spec.initial()) : before, value);
        current.update(after);
        next.record(copy(after), timestampMs);
    }

    private Object copy(Object value) {
        return copier == null ? value : copier.copy(value);
    }
}
