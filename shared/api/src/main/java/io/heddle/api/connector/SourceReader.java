package io.heddle.api.connector;

import io.heddle.api.state.CheckpointListener;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads splits. All methods are called on the task's thread; none may block. */
@SuppressWarnings("try")
public interface SourceReader<T, SplitT extends SourceSplit> extends AutoCloseable, CheckpointListener {
    /** Starts the work. */
    void start();

    /**
     * Emits what is there, at most a moderate number of records per call (some hundreds), so that checkpoints and
     * timers get their turn.
     *
     * @throws Exception fails the task
     */
    InputStatus pollNext(ReaderOutput<T> output) throws Exception;

    /**
     * The splits as far as they have been read; a restored reader goes on behind what was emitted until this call.
     * Finished splits are left out.
     */
    List<SplitT> snapshotState(long checkpointId);

    /**
     * Where the record stands that is being emitted, or was emitted last; empty if the reader does not know. It is asked for
     * samples of late records only, so it may take its time.
     */
    default Optional<SourcePosition> position() {
        return Optional.empty();
    }

    /** Completes when polling is worth while again; may be completed on any thread. */
    CompletableFuture<Void> isAvailable();

    /** More splits to read. */
    void addSplits(List<SplitT> splits);

    /** There will be no more splits. */
    void notifyNoMoreSplits();

    /** The enumerator has sent an event. */
    default void handleSourceEvents(SourceEvent sourceEvent) {}

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    /**
     * Pauses or resumes splits, for watermark alignment; a reader of several splits at once must have it for that.
     *
     * @throws UnsupportedOperationException by default
     */
    default void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        throw new UnsupportedOperationException(getClass().getName()
                + " cannot pause splits, so that watermark alignment cannot hold it back. Remove"
                + " withWatermarkAlignment(...), or implement pauseOrResumeSplits.");
    }
}
