package io.heddle.rocksdb;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.state.AggregatingState;
import org.jspecify.annotations.Nullable;

record RocksAggregatingState(Cursor cursor, AggregateFunction<Object, Object, Object> function)
        implements AggregatingState<Object, Object> {

    @Override
    public @Nullable Object get() {
        Object accumulator = cursor.value();
        return accumulator == null ? null : function.getResult(accumulator);
    }

    @Override
    public void add(Object value) {
        Object before = cursor.value();
        cursor.value(function.add(value, before == null ? function.createAccumulator() : before));
    }

    @Override
    public void clear() {
        cursor.value(null);
    }
}
