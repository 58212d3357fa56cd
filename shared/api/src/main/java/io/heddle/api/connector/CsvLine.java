package io.heddle.api.connector;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a line into columns.
 *
 * @param separator the text between columns
 * @param quote what may enclose a column, or null
 * @param columns those that are wanted
 */
record CsvLine(String separator, @Nullable Character quote, List<CsvColumn> columns) implements Serializable {
    /**
     * The values of the wanted columns.
     *
     * @throws IllegalArgumentException if the line has too few, or if one is not of its type
     */
    @Nullable
    Object[] values(String line) {
        List<String> texts = cut(line);
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            CsvColumn column = columns.get(i);
            if (column.position() >= texts.size()) {
                throw new IllegalArgumentException(
                        "It has " + texts.size() + " columns, and column " + (column.position() + 1) + " is wanted.");
            }
            values[i] = column.value(texts.get(column.position()));
        }
        return values;
    }

    private List<String> cut(String line) {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            boolean quoted = quote != null && at < line.length() && line.charAt(at) == quote;
            int end = quoted ? endOfQuoted(line, at) : line.indexOf(separator, at);
            end = end < 0 ? line.length() : end;
            texts.add(quoted ? unquoted(line.substring(at + 1, end - 1)) : line.substring(at, end));
            if (end < line.length() && !line.startsWith(separator, end)) {
                throw new IllegalArgumentException("Something follows the quoted column " + texts.size() + ".");
            }
            at = end + separator.length();
        }
        return texts;
    }

    /** Behind the closing quote. */
    private int endOfQuoted(String line, int at) {
        char mark = line.charAt(at);
        int end = line.indexOf(mark, at + 1);
        while (end >= 0 && end + 1 < line.length() && line.charAt(end + 1) == mark) {
            end = line.indexOf(mark, end + 2);
        }
        if (end < 0) {
            throw new IllegalArgumentException("A quoted column does not end.");
        }
        return end + 1;
    }

    private String unquoted(String text) {
        String mark = String.valueOf(quote);
        return text.replace(mark + mark, mark);
    }
}
