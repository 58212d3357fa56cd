package io.heddle.api.connector;

import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichSinkFunction;
import io.heddle.api.functions.TaskInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The older form of {@link PrintSink}: prints records to the worker's standard output or error. */
public final class PrintSinkFunction<T> extends RichSinkFunction<T> {
    private final PrintSink<T> sink;
    private transient @Nullable SinkWriter<T> writer;

    /** To standard output. */
    public PrintSinkFunction() {
        this("", false);
    }

    /** To standard error if asked. */
    public PrintSinkFunction(boolean stdErr) {
        this("", stdErr);
    }

    /** After an identifier, to standard error if asked. */
    public PrintSinkFunction(String sinkIdentifier, boolean stdErr) {
        this.sink = new PrintSink<>(sinkIdentifier, stdErr);
    }

    @Override
    public void open(OpenContext context) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        writer = sink.writer(task);
    }

    @Override
    public void invoke(T value) throws Exception {
        Objects.requireNonNull(writer).write(value, PrintSink.NO_CONTEXT);
    }
}
