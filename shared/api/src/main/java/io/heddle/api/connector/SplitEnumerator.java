package io.heddle.api.connector;

import io.heddle.api.state.CheckpointListener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds splits and assigns them to readers. All methods are called on one thread. */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT> extends AutoCloseable, CheckpointListener {
    /** Starts the work. */
    void start();

    /** A reader asks for a split. */
    void handleSplitRequest(int subtaskId, @Nullable String requesterHostname);

    /** A reader has failed before it checkpointed these splits: assign them again. */
    void addSplitsBack(List<SplitT> splits, int subtaskId);

    /** A reader has registered. */
    void addReader(int subtaskId);

    /**
     * The state to checkpoint: what is not assigned yet, and what is needed to find more.
     *
     * @throws Exception fails the task
     */
    CheckpointT snapshotState(long checkpointId) throws Exception;

    @Override
    void close() throws IOException;

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    /** A reader has sent an event. */
    default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {}
}
