package io.heddle.api.types;

import java.util.List;

/** A Java record; its fields are the components in their declared order. */
public record RecordTypeInfo<T>(Class<T> typeClass, List<TypeField> fields) implements CompositeTypeInfo<T> {

    public RecordTypeInfo {
        fields = List.copyOf(fields);
        if (!typeClass.isRecord()) {
            throw new InvalidTypesException(typeClass.getName() + " is not a record.");
        }
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public String toString() {
        return "record " + typeClass.getName() + fields;
    }
}
