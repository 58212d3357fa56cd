package io.heddle.api.connector;

import io.heddle.api.plan.FieldPath;
import io.heddle.api.plan.ResolvedField;
import io.heddle.api.types.PojoTypeInfo;
import io.heddle.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** POJOs out of lines: each column is a field. */
public final class PojoCsvInputFormat<T> extends CsvInputFormat<T> {
    private final Class<T> pojo;
    private final List<ResolvedField<T>> fields;

    /** The first columns are the fields in the order of their names in the alphabet. */
    public PojoCsvInputFormat(Path filePath, PojoTypeInfo<T> pojoTypeInfo) {
        this(filePath, pojoTypeInfo, pojoTypeInfo.getFieldNames());
    }

    /** The first columns are these fields. */
    public PojoCsvInputFormat(Path filePath, PojoTypeInfo<T> pojoTypeInfo, String[] fieldNames) {
        this(filePath, pojoTypeInfo, fieldNames, all(fieldNames));
    }

    /** The columns whose place in the mask is true are these fields. */
    public PojoCsvInputFormat(
            Path filePath, PojoTypeInfo<T> pojoTypeInfo, String[] fieldNames, boolean[] includedFieldsMask) {
        super(filePath, pojoTypeInfo, CsvColumn.masked(types(pojoTypeInfo, fieldNames), includedFieldsMask));
        this.pojo = pojoTypeInfo.getTypeClass();
        this.fields = resolved(pojoTypeInfo, fieldNames);
    }

    /** The first columns are the fields in the order of their names; see {@link #setDelimiter} for the lines. */
    public PojoCsvInputFormat(
            Path filePath, String lineDelimiter, String fieldDelimiter, PojoTypeInfo<T> pojoTypeInfo) {
        this(filePath, lineDelimiter, fieldDelimiter, pojoTypeInfo, pojoTypeInfo.getFieldNames());
    }

    /** The first columns are these fields; see {@link #setDelimiter} for the lines. */
    public PojoCsvInputFormat(
            Path filePath,
            String lineDelimiter,
            String fieldDelimiter,
            PojoTypeInfo<T> pojoTypeInfo,
            String[] fieldNames) {
        this(filePath, pojoTypeInfo, fieldNames);
        setDelimiter(lineDelimiter);
        setFieldDelimiter(fieldDelimiter);
    }

    private static boolean[] all(String[] fieldNames) {
        boolean[] all = new boolean[fieldNames.length];
        Arrays.fill(all, true);
        return all;
    }

    private static <T> List<ResolvedField<T>> resolved(PojoTypeInfo<T> type, String[] fieldNames) {
        List<ResolvedField<T>> fields = new ArrayList<>();
        for (String name : fieldNames) {
            fields.add(FieldPath.of(name).resolve(type));
        }
        return List.copyOf(fields);
    }

    private static <T> List<TypeInformation<?>> types(PojoTypeInfo<T> type, String[] fieldNames) {
        List<TypeInformation<?>> types = new ArrayList<>();
        resolved(type, fieldNames).forEach(field -> types.add(field.type()));
        return types;
    }

    @Override
    Assembly<T> assembly() {
        Class<T> made = pojo;
        List<ResolvedField<T>> filled = fields;
        return values -> {
            T record = create(made);
            for (int i = 0; i < values.length; i++) {
                filled.get(i).set(record, values[i]);
            }
            return record;
        };
    }
}
