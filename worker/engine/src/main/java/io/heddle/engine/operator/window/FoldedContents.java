package io.heddle.engine.operator.window;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.NamespacedState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One value per window. */
final class FoldedContents implements Contents {
    private final Folding folding;
    private final NamespacedState<ValueState<Object>> state;

    @SuppressWarnings("unchecked")
    FoldedContents(Folding folding, KeyedStateBackend backend, TypeSerializer<Object> windows) {
        this.folding = folding;
        this.state = backend.state(
                (ValueStateDescriptor<Object>) new ValueStateDescriptor<>(WindowOperator.CONTENTS, folding.kept()),
                windows);
    }

    @Override
    public void add(Object window, Object value, long timestampMs) throws Exception {
        ValueState<Object> kept = state.in(window);
        // Other windows may begin with the same record.
        kept.update(folding.foldUntouched(kept.value(), value));
    }

    @Override
    public @Nullable Object get(Object window) throws Exception {
        Object kept = state.in(window).value();
        return kept == null ? null : folding.result(kept);
    }

    @Override
    public void clear(Object window) {
        state.in(window).clear();
    }

    @Override
    public void merge(Object target, Collection<?> sources) throws Exception {
        Object merged = state.in(target).value();
        for (Object source : sources) {
            ValueState<Object> from = state.in(source);
            Object kept = from.value();
            if (kept != null) {
                from.clear();
                merged = merged == null ? kept : folding.merge(merged, kept);
            }
        }
        if (merged != null) {
            state.in(target).update(merged);
        }
    }
}
