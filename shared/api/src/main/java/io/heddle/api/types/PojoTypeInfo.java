package io.heddle.api.types;

import java.util.List;

/**
 * A plain class: public, with a public constructor without parameters, and with fields that are public or have a getter
 * and a setter. Its fields are ordered by name.
 */
public record PojoTypeInfo<T>(Class<T> typeClass, List<TypeField> fields) implements CompositeTypeInfo<T> {

    public PojoTypeInfo {
        fields = List.copyOf(fields);
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public String toString() {
        return "POJO " + typeClass.getName() + fields;
    }
}
