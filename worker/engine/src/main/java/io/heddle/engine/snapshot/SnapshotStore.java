package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.control.ExecutionId;
import java.io.IOException;

/**
 * Where the segments of a worker's tasks go, and come from. All calls may block; I/O threads only, except that a task reads
 * its restored state itself.
 */
public interface SnapshotStore {

    /** Begins a task's part of a checkpoint. */
    Part begin(ExecutionId execution, long checkpointId, String directory) throws IOException;

    /**
     * A segment to be read.
     *
     * @param directory of the checkpoint, for relative paths
     */
    RestoredSegment restored(Segment segment, long checkpointId, String directory);

    /** The directory that a checkpoint's directory is in. */
    static String home(String directory) {
        return StoredSegment.resolve(directory, "..");
    }

    /** One task's part of one checkpoint. */
    interface Part {

        /** Where the bytes of the next segment go; one segment at a time. */
        SegmentSink open() throws IOException;

        /** As {@link #open}, for bytes that may outlive this checkpoint because later ones refer to them. */
        SegmentSink openShared() throws IOException;

        /** The segment is whole; where it is, is known after {@link #commit}. */
        void close() throws IOException;

        /** All segments written are durable: their places, in the order of writing. */
        java.util.List<io.heddle.core.checkpoint.Slice> commit() throws IOException;

        /** Nothing of it is needed. */
        void abort();
    }
}
