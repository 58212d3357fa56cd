package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.Storage;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Segments in files of the checkpoint's directory, one file per worker and checkpoint, and one more in {@code shared/} beside
 * it for what later checkpoints may refer to; what is small travels inside the metadata instead, so that small state costs
 * no file at all. Every segment carries a CRC32C, checked before its last byte is handed out.
 */
public final class FileSnapshots implements SnapshotStore {
    private final Storage storage;
    private final int inlineLimitBytes;
    private final String writer;
    private final Executor io;
    private final @Nullable LocalCopies copies;
    private final Fetches fetches = new Fetches();
    /** By directory. Each lane has one owner at a time, its strand; the map only finds it. */
    private final Map<String, CheckpointLane> lanes = new ConcurrentHashMap<>();

    /**
     * Keeps segments in {@code storage}.
     *
     * @param inlineLimitBytes segments up to this size travel with the metadata ({@code state.storage.fs.memory-threshold})
     * @param writer names this worker's files; no other worker of the job may have it
     * @param io runs what blocks
     * @param copies where what was written here is to be found again without the storage; null if nowhere
     */
    public FileSnapshots(
            Storage storage, int inlineLimitBytes, String writer, Executor io, @Nullable LocalCopies copies) {
        this.storage = storage;
        this.inlineLimitBytes = inlineLimitBytes;
        this.writer = writer;
        this.io = io;
        this.copies = copies;
    }

    private CheckpointLane lane(String directory) {
        return lanes.computeIfAbsent(
                directory,
                absent -> new CheckpointLane(
                        new CheckpointLane.Place(storage, directory, writer, inlineLimitBytes, copies), io));
    }

    @Override
    public void write(
            ExecutionId execution, long checkpointId, String directory, PartWriter partWriter, Outcome outcome) {
        lane(directory).write(execution, checkpointId, partWriter, outcome);
    }

    @Override
    public void expect(String directory, Collection<ExecutionId> executions) {
        lane(directory).expect(executions);
    }

    @Override
    public void leave(ExecutionId execution) {
        lanes.values().forEach(lane -> lane.leave(execution));
    }

    @Override
    public void completed(String directory) {
        fetches.forget();
        CheckpointLane lane = lanes.remove(directory);
        if (lane != null) {
            lane.completed();
        }
    }

    @Override
    public void abandoned(String directory) {
        CheckpointLane lane = lanes.remove(directory);
        if (lane != null) {
            lane.giveUp();
        }
    }

    @Override
    public void aborted(String directory) {
        CheckpointLane lane = lanes.remove(directory);
        if (lane != null) {
            lane.withdraw();
        }
    }

    @Override
    public void closed(JobId job) {
        fetches.forget();
        if (copies != null) {
            io.execute(() -> copies.forget(job));
        }
    }

    @Override
    public RestoredSegment restored(Segment segment, long checkpointId, String directory, BytesRead read) {
        return new StoredSegment(
                new StoredSegment.Origin(storage, copies, fetches), segment, checkpointId, directory, read);
    }
}
