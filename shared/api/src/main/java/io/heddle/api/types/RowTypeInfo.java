package io.heddle.api.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link Row} with known fields. Every row also carries its {@link RowKind}. */
public record RowTypeInfo(List<TypeField> fields) implements CompositeTypeInfo<Row> {

    public RowTypeInfo {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        for (TypeField field : fields) {
            if (!names.add(field.name())) {
                throw new InvalidTypesException("The row has two fields named '" + field.name() + "'.");
            }
        }
    }

    /** A row whose fields are named {@code f0}, {@code f1}, ... */
    public RowTypeInfo(TypeInformation<?>... types) {
        this(named(defaultNames(types.length), types));
    }

    /**
     * A row with the given field types and names.
     *
     * @throws InvalidTypesException if there are not as many names as types, or a name comes twice
     */
    public RowTypeInfo(TypeInformation<?>[] types, String[] fieldNames) {
        this(named(fieldNames, types));
    }

    @Override
    public Class<Row> getTypeClass() {
        return Row.class;
    }

    @Override
    public String toString() {
        return "Row" + fields;
    }

    private static String[] defaultNames(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "f" + i;
        }
        return names;
    }

    private static List<TypeField> named(String[] names, TypeInformation<?>[] types) {
        if (names.length != types.length) {
            throw new InvalidTypesException(
                    "The row has " + names.length + " field names but " + types.length + " field types.");
        }
        List<TypeField> fields = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            fields.add(new TypeField(names[i], types[i]));
        }
        return fields;
    }
}
