package io.heddle.rocksdb;

import io.heddle.api.state.ValueState;
import io.heddle.engine.state.InitialValue;
import org.jspecify.annotations.Nullable;

record RocksValueState(Cursor cursor, @Nullable InitialValue defaultValue) implements ValueState<Object> {

    @Override
    public @Nullable Object value() {
        Object value = cursor.value();
        return value == null && defaultValue != null ? defaultValue.get() : value;
    }

    @Override
    public void update(@Nullable Object value) {
        cursor.value(value);
    }

    @Override
    public void clear() {
        cursor.value(null);
    }
}
