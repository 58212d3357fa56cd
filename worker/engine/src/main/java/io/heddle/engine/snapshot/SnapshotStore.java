package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.plan.JobId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Where the segments of a worker's tasks go, and come from. Calls return at once, on any thread; what blocks is done on I/O
 * threads, except that a task reads its restored state itself.
 */
public interface SnapshotStore {

    /**
     * Writes a task's part of a checkpoint.
     *
     * @param directory of the checkpoint
     * @param writer called on an I/O thread, at most once, when it is the part's turn
     * @param outcome told once, on an I/O thread
     */
    void write(ExecutionId execution, long checkpointId, String directory, PartWriter writer, Outcome outcome);

    /** The checkpoint begins: those tasks of this worker will take part, or {@link #leave}. */
    void expect(String directory, Collection<ExecutionId> executions);

    /** The task has ended, or cannot take part: nobody waits for its part. */
    void leave(ExecutionId execution);

    /** The checkpoint is complete: nothing more is written for it. */
    void completed(String directory);

    /** Nothing more is written for the checkpoint; what is durable stays, since it may be complete and not be known to be. */
    void abandoned(String directory);

    /** The master has given the checkpoint up: nothing that was written for it is needed, durable or not. */
    void aborted(String directory);

    /** The job is over in this worker. */
    void closed(JobId job);

    /**
     * A segment to be read.
     *
     * @param directory of the checkpoint, for relative paths
     * @param read counts what is read of it
     */
    RestoredSegment restored(Segment segment, long checkpointId, String directory, BytesRead read);

    /** The directory that a checkpoint's directory is in. */
    static String home(String directory) {
        return StoredSegment.resolve(directory, "..");
    }

    /** Writes all segments of a part. */
    @FunctionalInterface
    interface PartWriter {
        void write(Part part) throws IOException;
    }

    /** What has become of a part. */
    interface Outcome {

        /** All segments are durable: their places, in the order of writing. */
        void durable(List<Slice> slices);

        /** The part is of no use; {@link GivenUp} if that was wanted. */
        void failed(Exception reason);
    }

    /** The checkpoint was given up before the part was durable. */
    final class GivenUp extends IOException {
        private static final long serialVersionUID = 1L;

        public GivenUp(String directory) {
            super("Checkpoint " + directory + " was given up.");
        }
    }

    /** One task's part of one checkpoint. I/O thread. */
    interface Part {

        /** Where the bytes of the next segment go; one segment at a time. */
        SegmentSink open() throws IOException;

        /** As {@link #open}, for bytes that may outlive this checkpoint because later ones refer to them. */
        SegmentSink openShared() throws IOException;

        /** The segment is whole; where it is, is known when it is durable. */
        void close() throws IOException;

        /** What an earlier checkpoint has written belongs to this part too. */
        void refer(Slice slice);
    }
}
