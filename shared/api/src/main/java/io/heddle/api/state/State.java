package io.heddle.api.state;

/**
 * Any kind of state: what outlives a failure. It is part of checkpoints and savepoints, and after a restart it is
 * that of the checkpoint the job goes on from; keyed state moves with its keys when the parallelism changes. Task
 * thread only.
 */
public interface State {
    /** Forgets the content (of the current key, for keyed state). */
    void clear();
}
