package io.heddle.api.connector;

import io.heddle.api.functions.Function;

/** Makes a record out of a number. */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {
    /** Called once before the first record. */
    default void open(SourceReaderContext readerContext) throws Exception {}

    /** Called after the last record. */
    default void close() throws Exception {}

    /** The record for a number. */
    O map(T value) throws Exception;
}
