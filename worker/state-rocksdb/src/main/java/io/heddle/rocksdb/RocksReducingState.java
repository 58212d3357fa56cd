package io.heddle.rocksdb;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.state.ReducingState;
import org.jspecify.annotations.Nullable;

record RocksReducingState(Cursor cursor, ReduceFunction<Object> function) implements ReducingState<Object> {

    @Override
    public @Nullable Object get() {
        return cursor.value();
    }

    @Override
    public void add(Object value) throws Exception {
        Object before = cursor.value();
        cursor.value(before == null ? value : function.reduce(before, value));
    }

    @Override
    public void clear() {
        cursor.value(null);
    }
}
