package io.heddle.api.state;

import java.io.Serializable;
import java.util.List;

/**
 * The simple form of operator state: a list of elements that are redistributed when the parallelism changes. The
 * elements are written by the general serialiser, so their classes can hardly change; prefer {@link
 * CheckpointedFunction}.
 */
public interface ListCheckpointed<T extends Serializable> {
    /**
     * The state as a list of redistributable elements. Called on the task's thread, between two records.
     *
     * @param checkpointId the number of the checkpoint
     * @param timestamp when the master started it, in milliseconds since the epoch
     * @throws Exception fails the task, and with it the checkpoint
     */
    List<T> snapshotState(long checkpointId, long timestamp) throws Exception;

    /**
     * Called with the elements that fell to this instance, perhaps none, before {@code open}; only when restored.
     *
     * @throws Exception fails the task
     */
    void restoreState(List<T> state) throws Exception;
}
