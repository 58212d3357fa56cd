package io.heddle.api.connector;

import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that becomes a field.
 *
 * @param position from 0
 * @param kind of its values
 * @param emptyIsNull whether an empty column is null, rather than a text without characters or a mistake
 */
record CsvColumn(int position, BasicTypeInfo.Kind kind, boolean emptyIsNull) implements Serializable {
    /**
     * A column of that type.
     *
     * @throws IllegalArgumentException if a text cannot be such a value
     */
    static CsvColumn of(int position, TypeInformation<?> type, boolean emptyIsNull) {
        if (type instanceof BasicTypeInfo<?> basic) {
            switch (basic.kind()) {
                case VOID, OFFSET_DATE_TIME, ZONED_DATE_TIME, DURATION, DATE -> {}
                default -> {
                    return new CsvColumn(position, basic.kind(), emptyIsNull);
                }
            }
        }
        throw new IllegalArgumentException("A column of text cannot become a " + type
                + ": use a number, a text, a boolean or a time, and a map for what is made of it.");
    }

    /** The columns whose place in the mask is true, for fields of these types. */
    static List<CsvColumn> masked(List<? extends TypeInformation<?>> types, boolean[] included) {
        List<CsvColumn> columns = new ArrayList<>();
        for (int position = 0; position < included.length; position++) {
            if (included[position]) {
                if (columns.size() == types.size()) {
                    throw new IllegalArgumentException(
                            "More columns are included than the " + types.size() + " fields there are.");
                }
                columns.add(of(position, types.get(columns.size()), false));
            }
        }
        if (columns.size() < types.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns are included for " + types.size() + " fields.");
        }
        return columns;
    }

    /** The first columns, for fields of these types. */
    static List<CsvColumn> first(List<? extends TypeInformation<?>> types) {
        boolean[] all = new boolean[types.size()];
        Arrays.fill(all, true);
        return masked(types, all);
    }

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    @Nullable
    Object value(String text) {
        if (emptyIsNull && text.isEmpty()) {
            return null;
        }
        try {
            return parsed(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Column " + (position + 1) + " is no " + kind.typeClass().getSimpleName() + ": '" + text + "'.", e);
        }
    }

    private Object parsed(String text) {
        return switch (kind) {
            case STRING -> text;
            case BOOLEAN -> truth(text);
            case BYTE -> Byte.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BIG_INT -> new BigInteger(text);
            case BIG_DEC -> new BigDecimal(text);
            case CHAR -> character(text);
            case UUID -> java.util.UUID.fromString(text);
            default -> time(text);
        };
    }

    private Object time(String text) {
        return switch (kind) {
            case LOCAL_DATE -> LocalDate.parse(text);
            case LOCAL_TIME -> LocalTime.parse(text);
            case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
            case INSTANT -> Instant.parse(text);
            case SQL_DATE -> java.sql.Date.valueOf(text);
            case SQL_TIME -> java.sql.Time.valueOf(text);
            case SQL_TIMESTAMP -> java.sql.Timestamp.valueOf(text);
            default -> throw new IllegalStateException("No column has the kind " + kind);
        };
    }

    private static Boolean truth(String text) {
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        if (text.equalsIgnoreCase("false") || text.equals("0")) {
            return false;
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
