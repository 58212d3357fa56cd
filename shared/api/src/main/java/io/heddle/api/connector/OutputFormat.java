package io.heddle.api.connector;

import io.heddle.api.environment.Configuration;
import java.io.IOException;
import java.io.Serializable;

/**
 * The older form of a sink, for {@code stream.writeUsingOutputFormat}. After a failure records are written again: at least once,
 * if the format writes nothing twice at its own expense. Prefer {@link Sink}.
 */
public interface OutputFormat<T> extends Serializable {
    /** Called once in each instance before anything else, with empty parameters. */
    default void configure(Configuration parameters) {}

    /** Which instance opens the format. */
    interface InitializationContext {
        /** How many instances there are. */
        int getNumTasks();

        /** Which one this is, from 0. */
        int getTaskNumber();

        /** How often this instance was started before. */
        int getAttemptNumber();
    }

    /**
     * Opens the output: the newer form, which by default calls the older.
     *
     * @throws IOException fails the task
     */
    default void open(InitializationContext context) throws IOException {
        open(context.getTaskNumber(), context.getNumTasks());
    }

    /**
     * Opens the output: the older form.
     *
     * @param taskNumber which instance, from 0
     * @param numTasks how many instances
     * @throws IOException fails the task
     */
    default void open(int taskNumber, int numTasks) throws IOException {}

    /**
     * Writes a record.
     *
     * @throws IOException fails the task
     */
    void writeRecord(T record) throws IOException;

    /**
     * Called once at the end, and after a failure.
     *
     * @throws IOException fails the task
     */
    void close() throws IOException;
}
