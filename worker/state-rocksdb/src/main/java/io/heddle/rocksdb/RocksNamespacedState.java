package io.heddle.rocksdb;

import io.heddle.api.state.State;
import io.heddle.engine.state.NamespacedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state object that is pointed at one namespace after another. */
record RocksNamespacedState(State state, Cursor cursor) implements NamespacedState<State> {

    @Override
    public State in(Object namespace) {
        cursor.in(namespace);
        return state;
    }

    @Override
    public void merge(Object target, Collection<?> sources) throws Exception {
        if (state instanceof RocksListState list) {
            mergeLists(list, target, sources);
            return;
        }
        Object merged = null;
        for (Object source : sources) {
            if (!source.equals(target)) {
                cursor.in(source);
                Object value = cursor.value();
                if (value != null) {
                    cursor.value(null);
                }
                merged = combined(merged, value);
            }
        }
        if (merged != null) {
            cursor.in(target);
            cursor.value(combined(cursor.value(), merged));
        }
    }

    private void mergeLists(RocksListState list, Object target, Collection<?> sources) {
        List<Object> moved = new ArrayList<>();
        for (Object source : sources) {
            if (!source.equals(target)) {
                cursor.in(source);
                moved.addAll(list.take());
            }
        }
        cursor.in(target);
        list.append(moved);
    }

    private @Nullable Object combined(@Nullable Object a, @Nullable Object b) throws Exception {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        if (state instanceof RocksReducingState reducing) {
            return reducing.function().reduce(a, b);
        }
        if (state instanceof RocksAggregatingState aggregating) {
            return aggregating.function().merge(a, b);
        }
        throw new UnsupportedOperationException("Only list, reducing and aggregating state can be merged, not "
                + state.getClass().getSimpleName() + ".");
    }
}
