package io.heddle.api.connector;

import java.io.IOException;
import java.util.Collection;

/**
 * A writer whose output becomes visible only when it is committed. What it prepares must survive the end of its
 * process: it is in the checkpoint, and the next attempt commits it.
 */
@SuppressWarnings("try")
public interface CommittingSinkWriter<InputT, CommittableT> extends SinkWriter<InputT> {
    /**
     * What is to be committed when the coming checkpoint is complete; called after {@link #flush}, at each
     * checkpoint.
     *
     * @throws IOException fails the task
     */
    Collection<CommittableT> prepareCommit() throws IOException, InterruptedException;
}
