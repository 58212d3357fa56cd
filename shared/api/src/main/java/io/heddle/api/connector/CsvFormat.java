package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records out of lines of columns.
 *
 * @param comment with what lines begin that are left out, or null
 * @param skipsFirstLine whether the first line of a file is left out
 * @param lenient whether lines that do not fit are left out
 */
record CsvFormat<T>(
        TypeInformation<T> type,
        CsvLine line,
        CsvInputFormat.Assembly<T> assembly,
        @Nullable String comment,
        boolean skipsFirstLine,
        boolean lenient)
        implements StreamFormat<T> {
    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public Reader<T> createReader(InputStream in, long position, long end, boolean aligned) throws IOException {
        Reader<String> lines = new TextLineInputFormat().createReader(in, position, end, aligned);
        if (skipsFirstLine && aligned && position == 0) {
            lines.read();
        }
        return new Reader<>() {
            @Override
            public @Nullable T read() throws IOException {
                for (String text = lines.read(); text != null; text = lines.read()) {
                    T record = text.isEmpty() || (comment != null && text.startsWith(comment)) ? null : record(text);
                    if (record != null) {
                        return record;
                    }
                }
                return null;
            }

            @Override
            public long position() {
                return lines.position();
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    private @Nullable T record(String text) throws IOException {
        try {
            return assembly.of(line.values(text));
        } catch (IllegalArgumentException e) {
            if (lenient) {
                return null;
            }
            throw new IOException(
                    "The line does not fit: " + text + ". " + e.getMessage()
                            + " Call setLenient(true) on the format to leave out such lines.",
                    e);
        }
    }
}
