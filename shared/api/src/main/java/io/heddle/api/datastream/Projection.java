package io.heddle.api.datastream;

import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.FieldKey;
import io.heddle.api.tuple.Tuple;

/** Some fields of a record as a tuple. */
final class Projection<T, R extends Tuple> implements MapFunction<T, R> {
    private final FieldKey<T> fields;

    Projection(FieldKey<T> fields) {
        this.fields = fields;
    }

    @Override
    @SuppressWarnings("unchecked")
    public R map(T value) {
        return (R) fields.getKey(value);
    }
}
