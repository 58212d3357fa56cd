package io.heddle.api.connector;

import io.heddle.api.environment.Configuration;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichSinkFunction;
import io.heddle.api.functions.TaskInfo;

/** Writes records by an {@link OutputFormat}. After a failure records since the last checkpoint are written again. */
public final class OutputFormatSinkFunction<T> extends RichSinkFunction<T> {
    private final OutputFormat<T> format;

    /** A sink that uses the format. */
    public OutputFormatSinkFunction(OutputFormat<T> format) {
        this.format = format;
    }

    /** The format. */
    public OutputFormat<T> getFormat() {
        return format;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        if (format instanceof RichOutputFormat<T> rich) {
            rich.setRuntimeContext(getRuntimeContext());
        }
        format.configure(new Configuration());
        TaskInfo task = getRuntimeContext().getTaskInfo();
        format.open(new OutputFormat.InitializationContext() {
            @Override
            public int getNumTasks() {
                return task.getNumberOfParallelSubtasks();
            }

            @Override
            public int getTaskNumber() {
                return task.getIndexOfThisSubtask();
            }

            @Override
            public int getAttemptNumber() {
                return task.getAttemptNumber();
            }
        });
    }

    @Override
    public void invoke(T value) throws Exception {
        format.writeRecord(value);
    }

    @Override
    public void close() throws Exception {
        format.close();
    }
}
