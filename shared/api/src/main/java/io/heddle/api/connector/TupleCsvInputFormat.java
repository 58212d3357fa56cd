package io.heddle.api.connector;

import io.heddle.api.tuple.Tuple;
import io.heddle.api.types.TupleTypeInfo;

/** Tuples out of lines: each column is a field. */
public final class TupleCsvInputFormat<T extends Tuple> extends CsvInputFormat<T> {
    private final Class<T> tuple;

    /** The first columns are the fields. */
    public TupleCsvInputFormat(Path filePath, TupleTypeInfo<T> tupleTypeInfo) {
        super(filePath, tupleTypeInfo, CsvColumn.first(tupleTypeInfo.getComponentTypes()));
        this.tuple = tupleTypeInfo.getTypeClass();
    }

    /** The columns whose place in the mask is true are the fields. */
    public TupleCsvInputFormat(Path filePath, TupleTypeInfo<T> tupleTypeInfo, boolean[] includedFieldsMask) {
        super(filePath, tupleTypeInfo, CsvColumn.masked(tupleTypeInfo.getComponentTypes(), includedFieldsMask));
        this.tuple = tupleTypeInfo.getTypeClass();
    }

    /** The first columns are the fields; see {@link #setDelimiter} for the lines. */
    public TupleCsvInputFormat(
            Path filePath, String lineDelimiter, String fieldDelimiter, TupleTypeInfo<T> tupleTypeInfo) {
        this(filePath, tupleTypeInfo);
        setDelimiter(lineDelimiter);
        setFieldDelimiter(fieldDelimiter);
    }

    @Override
    Assembly<T> assembly() {
        Class<T> made = tuple;
        return values -> {
            T record = create(made);
            for (int i = 0; i < values.length; i++) {
                record.setField(values[i], i);
            }
            return record;
        };
    }
}
