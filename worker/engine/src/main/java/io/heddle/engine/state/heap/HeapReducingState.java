package io.heddle.engine.state.heap;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.state.ReducingState;
import org.jspecify.annotations.Nullable;

record HeapReducingState(Cell cell, ReduceFunction<Object> function) implements ReducingState<Object> {

    @Override
    public @Nullable Object get() {
        return cell.value();
    }

    @Override
    public void add(Object value) throws Exception {
        Object before = cell.value();
        cell.value(before == null ? value : function.reduce(before, value));
    }

    @Override
    public void clear() {
        cell.clear();
    }
}
