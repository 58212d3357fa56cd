package io.heddle.api.connector;

import io.heddle.api.functions.Function;

/** Makes a record out of a number. */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {
    /**
     * Called once before the first record.
     *
     * @throws Exception fails the task
     */
    default void open(SourceReaderContext readerContext) throws Exception {}

    /**
     * Called after the last record, and after a failure.
     *
     * @throws Exception fails the task
     */
    default void close() throws Exception {}

    /**
     * The record for a number; always the same for the same number, or what was emitted before a failure is not what
     * comes again.
     *
     * @throws Exception fails the task
     */
    O map(T value) throws Exception;
}
