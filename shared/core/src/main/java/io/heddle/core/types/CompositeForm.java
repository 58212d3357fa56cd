package io.heddle.core.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about how the values of a composite class are written.
 *
 * <p>A value is a row of flags, eight to a byte, and then its fields in order without those that are null. The first flag
 * of an extensible class tells that the value is of a sub class, which the general serialiser wrote; the others, one for
 * each field that may be null, that the field is null.
 *
 * @param type the class of the values
 * @param access the way to their fields
 * @param fields the serialisers of the fields
 * @param subclasses writes values of sub classes; null if the class has none
 * @param immutable whether values never change
 */
record CompositeForm<T>(
        Class<T> type,
        TypeSnapshot.Composite snapshot,
        FieldAccess access,
        List<TypeSerializer<?>> fields,
        @Nullable TypeSerializer<Object> subclasses,
        boolean immutable) {

    int size() {
        return fields.size();
    }

    boolean nullable(int field) {
        return snapshot.fields().get(field).nullable();
    }

    int flagCount() {
        return flagCount(snapshot);
    }

    static int flagCount(TypeSnapshot.Composite snapshot) {
        int count = snapshot.extensible() ? 1 : 0;
        for (TypeSnapshot.Field field : snapshot.fields()) {
            count += field.nullable() ? 1 : 0;
        }
        return count;
    }

    static int flagBytes(int flagCount) {
        return (flagCount + 7) / 8;
    }

    /** The length of every value, or {@link TypeSerializer#VARIABLE_LENGTH}. */
    int fixedLength() {
        int length = 0;
        for (int i = 0; i < size(); i++) {
            int field = fields.get(i).fixedLength();
            if (nullable(i) || field < 0) {
                return TypeSerializer.VARIABLE_LENGTH;
            }
            length += field;
        }
        return flagCount() == 0 ? length : TypeSerializer.VARIABLE_LENGTH;
    }
}
