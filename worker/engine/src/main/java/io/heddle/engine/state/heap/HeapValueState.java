package io.heddle.engine.state.heap;

import io.heddle.api.state.ValueState;
import io.heddle.engine.state.InitialValue;
import org.jspecify.annotations.Nullable;

record HeapValueState(Cell cell, @Nullable InitialValue defaultValue) implements ValueState<Object> {

    @Override
    public @Nullable Object value() {
        Object value = cell.value();
        return value == null && defaultValue != null ? defaultValue.get() : value;
    }

    @Override
    public void update(@Nullable Object value) {
        if (value == null) {
            cell.clear();
        } else {
            cell.value(value);
        }
    }

    @Override
    public void clear() {
        cell.clear();
    }
}
