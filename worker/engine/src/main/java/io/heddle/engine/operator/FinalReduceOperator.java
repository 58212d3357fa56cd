package io.heddle.engine.operator;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reduce of a bounded input: each key comes out once, with the greatest time of its records, at the end of the key if keys come
 * one after the other, else just before the last watermark: after it event time is over, and whatever comes would be late for
 * every window.
 */
final class FinalReduceOperator extends OneInputOperator implements KeyedStateBackend.KeyVisitor, FoldsFirst {
    private static final String STATE = "_op_state";
    private static final String TIME = "_op_time";

    private final OperatorSpec.KeyedReduce<?, ?> spec;
    private final ReduceFunction<Object> function;
    /** The same function if it may change what state holds; otherwise null. */
    private final @Nullable FieldAggregation<Object> inPlace;

    private final Keying keying;
    private final Input next;
    /** Where keys go that are visited, if not to the next operator. */
    private @Nullable Parts parts;

    private @Nullable ValueState<Object> state;
    private @Nullable ValueState<Long> lastTimeMs;
    private boolean emitted;

    @SuppressWarnings("unchecked")
    FinalReduceOperator(OperatorSpec.KeyedReduce<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.spec = spec;
        this.function = (ReduceFunction<Object>) spec.function();
        this.inPlace =
                !context.serializers().of(spec.type()).immutable() && spec.function() instanceof FieldAggregation<?>
                        ? (FieldAggregation<Object>) spec.function()
                        : null;
        this.keying = Keying.keyed(spec.key(), context);
        this.next = outputs.main();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open() throws Exception {
        super.open();
        KeyedStateBackend keyed = context().keyedState(spec.key().type());
        state = keyed.state((ValueStateDescriptor<Object>) new ValueStateDescriptor<>(STATE, spec.type()));
        lastTimeMs = keyed.state(new ValueStateDescriptor<>(TIME, Types.LONG));
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        fold(value, timestampMs);
    }

    @Override
    public boolean fold(Object value, long timestampMs) throws Exception {
        ValueState<Object> current = Objects.requireNonNull(state);
        keying.select(value);
        Object before = current.value();
        current.update(before == null ? value : reduced(before, value));
        if (timestampMs != NO_TIMESTAMP) {
            ValueState<Long> time = Objects.requireNonNull(lastTimeMs);
            Long known = time.value();
            if (known == null || timestampMs > known) {
                time.update(timestampMs);
            }
        }
        return before == null;
    }

    private Object reduced(Object before, Object value) throws Exception {
        // Nothing goes out before the end, so until then what state holds is nobody else's.
        return inPlace == null ? function.reduce(before, value) : inPlace.reduceInto(before, value);
    }

    @Override
    public void unfold(Parts to) throws Exception {
        parts = to;
        visitAll();
        parts = null;
        context().forgetKeys();
    }

    @Override
    public void refold(Object key, Object part) throws Exception {
        context().keyedState(spec.key().type()).setCurrentKey(key);
        Objects.requireNonNull(state).update(part);
    }

    @Override
    public void endKey() throws Exception {
        visit(context().keyedState(spec.key().type()).currentKey());
        super.endKey();
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        if (timestampMs == Long.MAX_VALUE) {
            emit();
        }
    }

    @Override
    public void finish() throws Exception {
        emit();
    }

    private void emit() throws Exception {
        if (!emitted) {
            emitted = true;
            visitAll();
        }
    }

    private void visitAll() throws Exception {
        KeyedStateBackend keyed = context().keyedState(spec.key().type());
        keyed.forEachKey(new ValueStateDescriptor<>(STATE, spec.type()), this);
    }

    /** One key's result; not in a lambda, of which the JVM allows none to copies of classes. */
    @Override
    public void visit(Object key) throws Exception {
        Object value = Objects.requireNonNull(Objects.requireNonNull(state).value());
        if (parts != null) {
            parts.take(key, value);
            return;
        }
        Long timeMs = Objects.requireNonNull(lastTimeMs).value();
        next.record(value, timeMs == null ? NO_TIMESTAMP : timeMs);
    }
}
