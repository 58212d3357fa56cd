package io.heddle.engine.state.heap;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.state.AggregatingState;
import org.jspecify.annotations.Nullable;

record HeapAggregatingState(Cell cell, AggregateFunction<Object, Object, Object> function)
        implements AggregatingState<Object, Object> {

    @Override
    public @Nullable Object get() {
        Object accumulator = cell.value();
        return accumulator == null ? null : function.getResult(accumulator);
    }

    @Override
    public void add(Object value) {
        Object before = cell.value();
        cell.value(function.add(value, before == null ? function.createAccumulator() : before));
    }

    @Override
    public void clear() {
        cell.clear();
    }
}
