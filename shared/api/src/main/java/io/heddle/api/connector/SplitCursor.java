package io.heddle.api.connector;

import java.io.Closeable;
import java.io.IOException;

/** A position in a split. */
interface SplitCursor<T, S> extends Closeable {
    /** Emits up to so many records; false at the end of the split. */
    boolean advance(SourceOutput<T> output, int maxRecords) throws Exception;

    /** The rest of the split. */
    S rest();

    /** Where the record stands that is being emitted, or was emitted last, for people. */
    String place();

    @Override
    default void close() throws IOException {}
}
