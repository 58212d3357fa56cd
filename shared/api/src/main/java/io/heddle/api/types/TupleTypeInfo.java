package io.heddle.api.types;

import io.heddle.api.tuple.Tuple;
import java.util.ArrayList;
import java.util.List;

/** A tuple; its fields are named {@code f0}, {@code f1}, ... */
public record TupleTypeInfo<T extends Tuple>(Class<T> typeClass, List<TypeField> fields)
        implements CompositeTypeInfo<T> {

    public TupleTypeInfo {
        fields = List.copyOf(fields);
        if (Tuple.class.equals(typeClass)) {
            throw new InvalidTypesException("Tuple itself has no known fields. Use Tuple0 to Tuple25.");
        }
    }

    /** The tuple of as many fields as types are given. */
    @SuppressWarnings("unchecked")
    public TupleTypeInfo(TypeInformation<?>... types) {
        this((Class<T>) Tuple.getTupleClass(types.length), named(List.of(types)));
    }

    /** The tuple of as many fields as types are given. */
    @SuppressWarnings("unchecked")
    public static <T extends Tuple> TupleTypeInfo<T> of(List<? extends TypeInformation<?>> fieldTypes) {
        return new TupleTypeInfo<>((Class<T>) Tuple.getTupleClass(fieldTypes.size()), named(fieldTypes));
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isTupleType() {
        return true;
    }

    @Override
    public String toString() {
        return TypeNames.generic(typeClass, getComponentTypes());
    }

    private static List<TypeField> named(List<? extends TypeInformation<?>> types) {
        List<TypeField> fields = new ArrayList<>(types.size());
        for (TypeInformation<?> type : types) {
            fields.add(new TypeField("f" + fields.size(), type));
        }
        return fields;
    }
}
