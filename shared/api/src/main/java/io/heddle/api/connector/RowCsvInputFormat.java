package io.heddle.api.connector;

import io.heddle.api.types.Row;
import io.heddle.api.types.RowTypeInfo;
import io.heddle.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows out of lines: each column is a field. */
public final class RowCsvInputFormat extends CsvInputFormat<Row> {
    /** The first columns are fields of these types. */
    public RowCsvInputFormat(Path filePath, TypeInformation<?>[] fieldTypes) {
        this(filePath, fieldTypes, false);
    }

    /** The same; {@code emptyColumnAsNull} makes null of an empty column. */
    public RowCsvInputFormat(Path filePath, TypeInformation<?>[] fieldTypes, boolean emptyColumnAsNull) {
        this(filePath, fieldTypes, DEFAULT_LINE_DELIMITER, DEFAULT_FIELD_DELIMITER, emptyColumnAsNull);
    }

    /** The first columns are fields of these types; see {@link #setDelimiter} for the lines. */
    public RowCsvInputFormat(
            Path filePath, TypeInformation<?>[] fieldTypes, String lineDelimiter, String fieldDelimiter) {
        this(filePath, fieldTypes, lineDelimiter, fieldDelimiter, false);
    }

    private RowCsvInputFormat(
            Path filePath,
            TypeInformation<?>[] fieldTypes,
            String lineDelimiter,
            String fieldDelimiter,
            boolean emptyColumnAsNull) {
        this(
                filePath,
                fieldTypes,
                lineDelimiter,
                fieldDelimiter,
                IntStream.range(0, fieldTypes.length).toArray(),
                emptyColumnAsNull);
    }

    /** The selected columns, counted from 0, are fields of these types; {@code emptyColumnAsNull} makes null of an empty one. */
    public RowCsvInputFormat(
            Path filePath,
            TypeInformation<?>[] fieldTypes,
            String lineDelimiter,
            String fieldDelimiter,
            int[] selectedFields,
            boolean emptyColumnAsNull) {
        super(filePath, new RowTypeInfo(fieldTypes), selected(fieldTypes, selectedFields, emptyColumnAsNull));
        setDelimiter(lineDelimiter);
        setFieldDelimiter(fieldDelimiter);
    }

    private static List<CsvColumn> selected(TypeInformation<?>[] types, int[] positions, boolean emptyIsNull) {
        if (types.length != positions.length) {
            throw new IllegalArgumentException(
                    positions.length + " columns are selected for " + types.length + " fields.");
        }
        List<CsvColumn> columns = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            columns.add(CsvColumn.of(positions[i], types[i], emptyIsNull));
        }
        return columns;
    }

    @Override
    Assembly<Row> assembly() {
        return Row::of;
    }
}
