package io.heddle.api.connector;

import java.io.IOException;
import java.util.Collection;

/** A sink whose writers have state, which is in checkpoints and is dealt out anew when the parallelism changes. */
public interface SupportsWriterState<InputT, WriterStateT> {
    /**
     * A writer with the state that fell to it.
     *
     * @throws IOException fails the task
     */
    StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

    /** Carries writer state into checkpoints. */
    SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();
}
