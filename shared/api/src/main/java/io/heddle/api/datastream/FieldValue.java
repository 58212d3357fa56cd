package io.heddle.api.datastream;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.ResolvedField;

/** The value of one field as a key. */
final class FieldValue<T, K> implements KeySelector<T, K> {
    private final ResolvedField<T> field;

    FieldValue(ResolvedField<T> field) {
        this.field = field;
    }

    @Override
    @SuppressWarnings("unchecked")
    public K getKey(T value) {
        Object key = field.get(value);
        if (key == null) {
            throw new NullPointerException(
                    "The field '" + field.path() + "' is null, so it cannot choose a partition.");
        }
        return (K) key;
    }
}
