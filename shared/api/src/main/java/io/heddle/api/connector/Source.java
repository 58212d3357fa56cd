package io.heddle.api.connector;

import java.io.Serializable;

/**
 * A source in three parts: an enumerator (one per job) finds splits and assigns them, readers (one per parallel
 * instance) read them, serialisers carry both into checkpoints.
 *
 * <p>The enumerator runs in a worker, on one thread; it survives the master. The source object itself is part of the
 * plan and must be serialisable.
 *
 * <p>Exactly once as far as state is concerned, if a split, as {@link SourceReader#snapshotState} gives it, says
 * where to go on and reading from there gives the same records again.
 *
 * @param <T> the records
 * @param <SplitT> the splits
 * @param <EnumChkT> the enumerator's checkpoint
 */
public interface Source<T, SplitT extends SourceSplit, EnumChkT> extends Serializable {
    /** Whether the source ends by itself. */
    Boundedness getBoundedness();

    /**
     * The enumerator of a fresh start.
     *
     * @throws Exception fails the job's start
     */
    SplitEnumerator<SplitT, EnumChkT> createEnumerator(SplitEnumeratorContext<SplitT> enumContext) throws Exception;

    /**
     * The enumerator after a restore.
     *
     * @throws Exception fails the job's start
     */
    SplitEnumerator<SplitT, EnumChkT> restoreEnumerator(SplitEnumeratorContext<SplitT> enumContext, EnumChkT checkpoint)
            throws Exception;

    /**
     * A reader.
     *
     * @throws Exception fails the task
     */
    SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;

    /** Carries splits over the wire and into checkpoints. */
    SimpleVersionedSerializer<SplitT> getSplitSerializer();

    /** Carries the enumerator's state into checkpoints. */
    SimpleVersionedSerializer<EnumChkT> getEnumeratorCheckpointSerializer();
}
