package io.heddle.api.types;

import java.util.ArrayList;
import java.util.List;

/** A type made of named fields, each of which may be null. */
public sealed interface CompositeTypeInfo<T> extends TypeInformation<T>
        permits TupleTypeInfo, RecordTypeInfo, PojoTypeInfo, RowTypeInfo {

    /** The fields in the order in which they are written. */
    List<TypeField> fields();

    /** The names of the fields in the order in which they are written. */
    default String[] getFieldNames() {
        return fields().stream().map(TypeField::name).toArray(String[]::new);
    }

    /**
     * The position of the field.
     *
     * @return -1 if there is no such field
     */
    default int getFieldIndex(String name) {
        for (int i = 0; i < fields().size(); i++) {
            if (fields().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The type of the field at the position.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    default TypeInformation<?> getTypeAt(int pos) {
        return fields().get(pos).type();
    }

    @Override
    default int getArity() {
        return fields().size();
    }

    @Override
    default int getTotalFields() {
        return fields().stream()
                .mapToInt(field -> field.type().getTotalFields())
                .sum();
    }

    @Override
    default List<TypeInformation<?>> getComponentTypes() {
        List<TypeInformation<?>> types = new ArrayList<>(fields().size());
        fields().forEach(field -> types.add(field.type()));
        return types;
    }
}
