package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.storage.Storage;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Segments in files of the checkpoint's directory, one file per task and checkpoint, and one more in {@code shared/} beside
 * it for what later checkpoints may refer to; what is small travels inside the metadata instead, so that small state costs
 * no file at all. Every segment carries a CRC32C, checked before its last byte is handed out.
 */
public final class FileSnapshots implements SnapshotStore {
    private static final int DRAIN_AT = 1 << 16;

    private final Storage storage;
    private final int inlineLimitBytes;

    /**
     * Keeps segments in {@code storage}.
     *
     * @param inlineLimitBytes segments up to this size travel with the metadata ({@code state.storage.fs.memory-threshold})
     */
    public FileSnapshots(Storage storage, int inlineLimitBytes) {
        this.storage = storage;
        this.inlineLimitBytes = inlineLimitBytes;
    }

    @Override
    public Part begin(ExecutionId execution, long checkpointId, String directory) {
        // The attempt is part of the name: a task that was given up may still be writing when its successor begins.
        String name =
                "task-" + execution.task().vertex() + "-" + execution.task().subtask() + "-" + execution.attempt();
        return new FilePart(directory, name, checkpointId);
    }

    @Override
    public RestoredSegment restored(Segment segment, long checkpointId, String directory) {
        return new StoredSegment(storage, segment, checkpointId, directory);
    }

    private final class FilePart implements Part, SegmentSink {
        private final BinaryWriter writer = new BinaryWriter(4096);
        private final List<Slice> slices = new ArrayList<>();
        private final Track own;
        private final Track shared;
        private Track current;
        private long segmentStart;
        private boolean segmentInFile;
        private CRC32C checksum = new CRC32C();

        FilePart(String directory, String name, long checkpointId) {
            own = new Track(directory, name);
            shared = new Track(directory, "../shared/" + name + "-chk-" + checkpointId);
            current = own;
        }

        @Override
        public SegmentSink open() {
            return open(own);
        }

        @Override
        public SegmentSink openShared() {
            return open(shared);
        }

        private SegmentSink open(Track track) {
            current = track;
            writer.clear();
            checksum = new CRC32C();
            segmentInFile = false;
            segmentStart = track.length;
            return this;
        }

        @Override
        public BinaryWriter writer() {
            return writer;
        }

        @Override
        public void drain() throws IOException {
            if (writer.position() >= Math.max(DRAIN_AT, inlineLimitBytes + 1)) {
                spill();
            }
        }

        private void spill() throws IOException {
            current.write(writer);
            checksum.update(writer.array(), 0, writer.position());
            writer.clear();
            segmentInFile = true;
        }

        @Override
        public void close() throws IOException {
            if (!segmentInFile && writer.position() <= inlineLimitBytes) {
                byte[] bytes = writer.toBytes();
                checksum.update(bytes);
                slices.add(new Slice.Inline(bytes, (int) checksum.getValue()));
                return;
            }
            spill();
            long length = current.length - segmentStart;
            slices.add(
                    new Slice.InFile(current.name, segmentStart, length, (int) checksum.getValue(), current == shared));
        }

        @Override
        public List<Slice> commit() throws IOException {
            own.close();
            shared.close();
            return List.copyOf(slices);
        }

        @Override
        public void abort() {
            own.discard();
            shared.discard();
        }
    }

    /** One file that segments are written to, made when the first byte comes. */
    private final class Track {
        private final String path;
        private final String name;
        private @Nullable OutputStream file;
        private long length;

        Track(String directory, String name) {
            this.path = StoredSegment.resolve(directory, name);
            this.name = name;
        }

        void write(BinaryWriter bytes) throws IOException {
            OutputStream out = file;
            if (out == null) {
                out = storage.create(path);
                file = out;
            }
            out.write(bytes.array(), 0, bytes.position());
            length += bytes.position();
        }

        void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }

        void discard() {
            try {
                if (file != null) {
                    file.close();
                    storage.delete(path);
                }
            } catch (IOException leftBehind) {
                // The master deletes the whole directory of an aborted checkpoint.
                file = null;
            }
        }
    }
}
