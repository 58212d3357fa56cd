package io.heddle.api.connector;

import io.heddle.api.functions.TaskInfo;
import io.heddle.api.tuple.Tuple;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Rows of text: one file with one instance, a directory of files named 1, 2, ... with more. No guarantee after a
 * failure: a restarted instance writes its file anew, with the records from the last checkpoint on, so those before
 * it are lost. For jobs that are not restarted, and to look at results; otherwise {@link FileSink}.
 */
public final class TextFileSink<T> implements Sink<T> {
    private final String path;
    private final FileSystem.WriteMode mode;
    private final String rowDelimiter;
    private final @Nullable String fieldDelimiter;

    private TextFileSink(String path, FileSystem.WriteMode mode, String rowDelimiter, @Nullable String fieldDelimiter) {
        this.path = path;
        this.mode = mode;
        this.rowDelimiter = rowDelimiter;
        this.fieldDelimiter = fieldDelimiter;
    }

    /** Records as lines, by {@code toString()}. */
    public static <T> TextFileSink<T> lines(String path, FileSystem.WriteMode mode) {
        return new TextFileSink<>(path, mode, "\n", null);
    }

    /** Tuples as rows of their fields. */
    public static <T> TextFileSink<T> csv(
            String path, FileSystem.WriteMode mode, String rowDelimiter, String fieldDelimiter) {
        return new TextFileSink<>(path, mode, rowDelimiter, fieldDelimiter);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        TaskInfo task = context.getTaskInfo();
        String file = task.getNumberOfParallelSubtasks() == 1 ? path : path + "/" + (task.getIndexOfThisSubtask() + 1);
        FileSystem fileSystem = FileSystem.of(file);
        boolean overwrite = mode == FileSystem.WriteMode.OVERWRITE || task.getAttemptNumber() > 0;
        if (!overwrite && fileSystem.status(file).isPresent()) {
            throw new IOException("The output " + file
                    + " exists already. Choose another path, delete it, or write with WriteMode.OVERWRITE.");
        }
        OutputStream out = fileSystem.create(file, FileSystem.WriteMode.OVERWRITE);
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context unused) throws IOException {
                writer.write(row(element));
                writer.write(rowDelimiter);
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                writer.flush();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private String row(T element) {
        if (fieldDelimiter == null || !(element instanceof Tuple tuple)) {
            return element.toString();
        }
        StringJoiner fields = new StringJoiner(fieldDelimiter);
        for (int i = 0; i < tuple.getArity(); i++) {
            Object field = tuple.<@Nullable Object>getField(i);
            fields.add(field == null ? "" : field.toString());
        }
        return fields.toString();
    }
}
