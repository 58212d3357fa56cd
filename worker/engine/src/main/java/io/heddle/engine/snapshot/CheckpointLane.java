package io.heddle.engine.snapshot;

import io.heddle.core.agent.Strand;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one worker write for one checkpoint: one part after the other into one file, and one more for segments
 * that later checkpoints may refer to. The files are closed, and the parts durable, when no part is missing. Its jobs run on
 * one strand, which owns everything in here.
 */
final class CheckpointLane {
    /** Where a lane's files go, and how much of a part is not worth a file. */
    record Place(
            Storage storage,
            String directory,
            String writer,
            int inlineLimitBytes,
            @Nullable LocalCopies copies) {
        SegmentFile own(int number, LocalCopies.@Nullable OfCheckpoint local) {
            return new SegmentFile(storage, directory, writer + (number == 0 ? "" : "-" + number), local);
        }

        SegmentFile shared(long checkpointId, int number, LocalCopies.@Nullable OfCheckpoint local) {
            String suffix = "-chk-" + checkpointId + (number == 0 ? "" : "-" + number);
            return new SegmentFile(storage, directory, "../shared/" + writer + suffix, local);
        }

        /** Null if there are to be no copies: savepoints are not what tasks start again from. */
        LocalCopies.@Nullable OfCheckpoint copiesOf(JobId job, long checkpointId) {
            return copies == null || !directory.endsWith("/chk-" + checkpointId)
                    ? null
                    : new LocalCopies.OfCheckpoint(copies, job, checkpointId);
        }
    }

    private final Place place;
    private final Strand strand;
    private final List<Written> waiting = new ArrayList<>();
    private final Set<ExecutionId> here = new HashSet<>();
    private final Set<ExecutionId> gone = new HashSet<>();
    /** Null until the worker has heard of the checkpoint; a barrier may come before. */
    private @Nullable Set<ExecutionId> expected;

    private @Nullable SegmentFile own;
    private @Nullable SegmentFile shared;
    /** Null until the first part comes, and if there are to be none. */
    private LocalCopies.@Nullable OfCheckpoint local;
    /** The files that the parts of this worker live in. */
    private final Set<String> live = new HashSet<>();

    /** Closed in order. The master may still give the checkpoint up because of another worker. */
    private final List<SegmentFile> durable = new ArrayList<>();

    private int files;
    private boolean over;

    private record Written(List<Slice> slices, SnapshotStore.Outcome outcome) {}

    CheckpointLane(Place place, Executor io) {
        this.place = place;
        this.strand = new Strand(io);
    }

    void write(
            ExecutionId execution, long checkpointId, SnapshotStore.PartWriter writer, SnapshotStore.Outcome outcome) {
        strand.execute(() -> {
            try {
                if (over) {
                    throw new SnapshotStore.GivenUp(place.directory());
                }
                local = place.copiesOf(execution.task().job(), checkpointId);
                waiting.add(new Written(written(checkpointId, writer), outcome));
                here.add(execution);
                closeIfWhole();
            } catch (IOException | RuntimeException e) {
                failed(outcome, e);
            } catch (Error e) {
                // A serialiser that misses a class or goes too deep: the task waits for an answer all the same.
                failed(outcome, new IOException("A part of " + place.directory() + " cannot be written: " + e, e));
            }
        });
    }

    private void failed(SnapshotStore.Outcome outcome, Exception reason) {
        outcome.failed(reason);
        // The file may end in the middle of something, and without this part the checkpoint cannot come together.
        drop(reason);
    }

    private List<Slice> written(long checkpointId, SnapshotStore.PartWriter writer) throws IOException {
        SegmentFile ownFile = own == null ? place.own(files, local) : own;
        SegmentFile sharedFile = shared == null ? place.shared(checkpointId, files, local) : shared;
        own = ownFile;
        shared = sharedFile;
        FilePart part = new FilePart(ownFile, sharedFile, place.inlineLimitBytes());
        writer.write(part);
        live.add(ownFile.path());
        live.add(sharedFile.path());
        part.referred().forEach(each -> live.add(StoredSegment.resolve(place.directory(), each.path())));
        return part.slices();
    }

    void expect(Collection<ExecutionId> executions) {
        strand.execute(() -> {
            expected = new HashSet<>(executions);
            closeIfWhole();
        });
    }

    void leave(ExecutionId execution) {
        strand.execute(() -> {
            gone.add(execution);
            closeIfWhole();
        });
    }

    /** A part that comes later goes into files of its own. */
    private void closeIfWhole() {
        Set<ExecutionId> all = expected;
        if (all == null || waiting.isEmpty()) {
            return;
        }
        for (ExecutionId each : all) {
            if (!here.contains(each) && !gone.contains(each)) {
                return;
            }
        }
        try {
            close(own);
            close(shared);
        } catch (IOException | RuntimeException e) {
            // The last of what was waited for may be no part, whose task would hear of it.
            drop(e);
            return;
        }
        List<Written> whole = List.copyOf(waiting);
        waiting.clear();
        whole.forEach(each -> each.outcome.durable(each.slices));
        own = null;
        shared = null;
        files++;
    }

    private void close(@Nullable SegmentFile file) throws IOException {
        if (file != null) {
            file.close();
            durable.add(file);
        }
    }

    /** The checkpoint is what tasks start again from. */
    void completed() {
        strand.execute(() -> {
            if (local != null) {
                local.retain(live);
            }
        });
    }

    /** Nothing that is not durable by now is needed. */
    void giveUp() {
        strand.execute(() -> drop(new SnapshotStore.GivenUp(place.directory())));
    }

    /** Not even what is durable is needed; later checkpoints refer only to files of complete ones. */
    void withdraw() {
        strand.execute(() -> {
            drop(new SnapshotStore.GivenUp(place.directory()));
            durable.forEach(SegmentFile::discard);
            durable.clear();
        });
    }

    private void drop(Exception reason) {
        over = true;
        List<Written> lost = List.copyOf(waiting);
        waiting.clear();
        discard(own);
        discard(shared);
        own = null;
        shared = null;
        lost.forEach(each -> each.outcome.failed(reason));
    }

    private static void discard(@Nullable SegmentFile file) {
        if (file != null) {
            file.discard();
        }
    }
}
