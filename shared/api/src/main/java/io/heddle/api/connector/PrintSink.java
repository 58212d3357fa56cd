package io.heddle.api.connector;

import io.heddle.api.functions.TaskInfo;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints records to the worker's standard output or error, with the index of the instance (from 1) if there are
 * several. At least once: after a failure records since the last checkpoint are printed again.
 */
public final class PrintSink<T> implements Sink<T> {
    static final SinkWriter.Context NO_CONTEXT = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    };

    private final String sinkIdentifier;
    private final boolean stdErr;

    /** To standard output. */
    public PrintSink() {
        this("", false);
    }

    /** To standard error if asked. */
    public PrintSink(boolean stdErr) {
        this("", stdErr);
    }

    /** To standard output, after an identifier. */
    public PrintSink(String sinkIdentifier) {
        this(sinkIdentifier, false);
    }

    /** After an identifier, to standard error if asked. */
    public PrintSink(String sinkIdentifier, boolean stdErr) {
        this.sinkIdentifier = sinkIdentifier;
        this.stdErr = stdErr;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return writer(context.getTaskInfo());
    }

    SinkWriter<T> writer(TaskInfo task) {
        String prefix = prefix(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
        PrintStream stream = stdErr ? System.err : System.out;
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context unused) {
                stream.println(prefix + element);
            }

            @Override
            public void flush(boolean endOfInput) {
                stream.flush();
            }

            @Override
            public void close() {
                stream.flush();
            }
        };
    }

    private String prefix(int index, int parallelism) {
        String instance = parallelism > 1 ? Integer.toString(index + 1) : "";
        if (sinkIdentifier.isEmpty()) {
            return instance.isEmpty() ? "" : instance + "> ";
        }
        return sinkIdentifier + (instance.isEmpty() ? "" : ":" + instance) + "> ";
    }
}
