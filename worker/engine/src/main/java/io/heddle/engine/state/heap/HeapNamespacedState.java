package io.heddle.engine.state.heap;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.state.State;
import io.heddle.engine.state.NamespacedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state object that is pointed at one namespace after another. */
record HeapNamespacedState(State state, Cell cell, NamespacedKey place) implements NamespacedState<State> {

    @Override
    public State in(Object namespace) {
        place.in(namespace);
        return state;
    }

    @Override
    public void merge(Object target, Collection<?> sources) throws Exception {
        Object merged = null;
        for (Object source : sources) {
            if (!source.equals(target)) {
                place.in(source);
                merged = combined(merged, take());
            }
        }
        if (merged == null) {
            return;
        }
        place.in(target);
        Object all = combined(take(), merged);
        if (all != null) {
            if (state instanceof HeapListState) {
                cell.raw(all);
            } else {
                cell.value(all);
            }
        }
    }

    private @Nullable Object take() {
        Object content = state instanceof HeapListState ? cell.raw() : cell.value();
        if (content != null) {
            cell.clear();
        }
        return content;
    }

    private @Nullable Object combined(@Nullable Object a, @Nullable Object b) throws Exception {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        if (state instanceof HeapListState) {
            List<Object> joined = new ArrayList<>((List<?>) a);
            joined.addAll((List<?>) b);
            return joined;
        }
        if (state instanceof HeapReducingState reducing) {
            ReduceFunction<Object> function = reducing.function();
            return function.reduce(a, b);
        }
        if (state instanceof HeapAggregatingState aggregating) {
            AggregateFunction<Object, Object, Object> function = aggregating.function();
            return function.merge(a, b);
        }
        throw new UnsupportedOperationException("Only list, reducing and aggregating state can be merged, not "
                + state.getClass().getSimpleName() + ".");
    }
}
