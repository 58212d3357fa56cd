package io.heddle.api.connector;

import java.io.IOException;
import java.io.Serializable;

/**
 * A sink: writers, and what more it {@linkplain SupportsCommitter can} {@linkplain SupportsWriterState do}.
 *
 * <p>With a writer alone at least once: it writes out what it has at each checkpoint, and after a failure records
 * since then come again. With a committer exactly once: output becomes visible when the checkpoint that covers it is
 * complete.
 *
 * @param <InputT> the records
 */
public interface Sink<InputT> extends Serializable {
    /**
     * A writer without earlier state.
     *
     * @throws IOException fails the task
     */
    SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException;
}
