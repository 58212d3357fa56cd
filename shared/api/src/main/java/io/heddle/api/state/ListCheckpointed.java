package io.heddle.api.state;

import java.io.Serializable;
import java.util.List;

/** The simple form of operator state: a list of elements that are redistributed when the parallelism changes. */
public interface ListCheckpointed<T extends Serializable> {
    /** The state as a list of redistributable elements. */
    List<T> snapshotState(long checkpointId, long timestamp) throws Exception;

    /** Called with the elements that fell to this instance, before {@code open}; only when restored. */
    void restoreState(List<T> state) throws Exception;
}
