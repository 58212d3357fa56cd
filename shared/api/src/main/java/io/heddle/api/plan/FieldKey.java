package io.heddle.api.plan;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.tuple.Tuple;
import io.heddle.api.types.TupleTypeInfo;
import io.heddle.api.types.TypeInformation;
import java.util.List;

/** A key made of fields, as a tuple of their values; data the engine recognises. */
public final class FieldKey<T> implements KeySelector<T, Tuple> {
    private final List<ResolvedField<T>> fields;

    /** A key of these fields, in this order. */
    public FieldKey(List<ResolvedField<T>> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The fields. */
    public List<ResolvedField<T>> fields() {
        return fields;
    }

    /** The type of the key: a tuple of the fields' types. */
    @SuppressWarnings("unchecked")
    public TypeInformation<Tuple> type() {
        return (TypeInformation<Tuple>) (TypeInformation<?>)
                TupleTypeInfo.of(fields.stream().map(ResolvedField::type).toList());
    }

    @Override
    public Tuple getKey(T value) {
        Tuple key = Tuple.newInstance(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            key.setField(fields.get(i).get(value), i);
        }
        return key;
    }

    @Override
    public String toString() {
        return "FieldKey" + fields;
    }
}
