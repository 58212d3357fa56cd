package io.heddle.api.connector;

import java.io.IOException;
import java.io.Serializable;

/** A sink: writers, and what more it {@linkplain SupportsCommitter can} {@linkplain SupportsWriterState do}. */
public interface Sink<InputT> extends Serializable {
    /**
     * A writer without earlier state.
     *
     * @throws IOException fails the task
     */
    SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException;
}
