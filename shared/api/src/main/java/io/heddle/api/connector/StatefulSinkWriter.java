package io.heddle.api.connector;

import java.io.IOException;
import java.util.List;

/** A writer with state, which a restored one gets by {@link SupportsWriterState#restoreWriter}. */
@SuppressWarnings("try")
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {
    /**
     * The state to checkpoint.
     *
     * @throws IOException fails the task
     */
    List<WriterStateT> snapshotState(long checkpointId) throws IOException;
}
