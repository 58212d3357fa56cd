package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How older programs describe files of lines whose columns are separated by a text; see the subclasses for what becomes of the
 * columns. A file may be read in parts. A quoted column may hold the separator, but no line feed.
 */
public abstract class CsvInputFormat<T> extends FileInputFormat<T> {
    /** Between lines. */
    public static final String DEFAULT_LINE_DELIMITER = "\n";

    /** Between columns. */
    public static final String DEFAULT_FIELD_DELIMITER = ",";

    private final TypeInformation<T> type;
    private final List<CsvColumn> columns;
    private String separator = DEFAULT_FIELD_DELIMITER;
    private @Nullable Character quote;
    private @Nullable String comment;
    private boolean skipsFirstLine;
    private boolean lenient;

    /** Makes a record of the values of its columns. */
    interface Assembly<T> extends Serializable {
        T of(@Nullable Object[] values);
    }

    CsvInputFormat(Path path, TypeInformation<T> type, List<CsvColumn> columns) {
        super(path.toString());
        this.type = type;
        this.columns = List.copyOf(columns);
    }

    abstract Assembly<T> assembly();

    /** An empty record, by its class's public constructor without arguments. */
    static <R> R create(Class<R> record) {
        try {
            Constructor<R> constructor = record.getConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    record.getName() + " cannot be made by its constructor without arguments.", e);
        }
    }

    /**
     * Says what ends a line.
     *
     * @throws IllegalArgumentException unless it is {@code "\n"} or {@code "\r\n"}, which are told apart by themselves
     */
    public void setDelimiter(String delimiter) {
        if (!delimiter.equals("\n") && !delimiter.equals("\r\n")) {
            throw new IllegalArgumentException("A line must end with \\n"
                    + " or \\r"
                    + "\\n"
                    + ". For other files, write a StreamFormat and read them by a FileSource.");
        }
    }

    /**
     * Sets the text between columns; a comma by default.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public void setFieldDelimiter(String delimiter) {
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("The text between columns must not be empty.");
        }
        this.separator = delimiter;
    }

    /** Lets columns be enclosed in a character, which stands for itself if it is doubled; off by default. */
    public void enableQuotedStringParsing(char quoteCharacter) {
        this.quote = quoteCharacter;
    }

    /** Leaves out lines that begin with the text; null, the default, for none. */
    public void setCommentPrefix(@Nullable String commentPrefix) {
        this.comment = commentPrefix;
    }

    /** Leaves out the first line of each file; off by default. */
    public void setSkipFirstLineAsHeader(boolean skipFirstLine) {
        this.skipsFirstLine = skipFirstLine;
    }

    /** Leaves out lines that do not fit, instead of failing the task; off by default. */
    public void setLenient(boolean lenient) {
        this.lenient = lenient;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    protected StreamFormat<T> format() {
        return new CsvFormat<>(
                type, new CsvLine(separator, quote, columns), assembly(), comment, skipsFirstLine, lenient);
    }
}
