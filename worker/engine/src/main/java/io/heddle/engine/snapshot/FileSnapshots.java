package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.storage.Storage;
import io.heddle.core.types.BinaryWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Segments in files of the checkpoint's directory, one file per task and checkpoint; what is small travels inside the
 * metadata instead, so that small state costs no file at all. Every segment carries a CRC32C, checked before its last byte
 * is handed out.
 */
public final class FileSnapshots implements SnapshotStore {
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
        return new FilePart(directory, name);
    }

    @Override
    public RestoredSegment restored(Segment segment, long checkpointId, String directory) {
        return new Stored(segment, checkpointId, directory);
    }

    private static String resolve(String directory, String path) {
        return path.startsWith("/") || path.contains(":") ? path : directory + "/" + path;
    }

    private final class FilePart implements Part, SegmentSink {
        private static final int DRAIN_AT = 1 << 16;

        private final String directory;
        private final String name;
        private final BinaryWriter writer = new BinaryWriter(4096);
        private final List<Slice> slices = new ArrayList<>();
        private @Nullable OutputStream file;
        private long fileLength;
        private long segmentStart;
        private boolean segmentInFile;
        private CRC32C checksum = new CRC32C();

        FilePart(String directory, String name) {
            this.directory = directory;
            this.name = name;
        }

        @Override
        public SegmentSink open() {
            writer.clear();
            checksum = new CRC32C();
            segmentInFile = false;
            segmentStart = fileLength;
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
            OutputStream out = file;
            if (out == null) {
                out = storage.create(directory + "/" + name);
                file = out;
            }
            out.write(writer.array(), 0, writer.position());
            checksum.update(writer.array(), 0, writer.position());
            fileLength += writer.position();
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
            slices.add(
                    new Slice.InFile(name, segmentStart, fileLength - segmentStart, (int) checksum.getValue(), false));
        }

        @Override
        public List<Slice> commit() throws IOException {
            if (file != null) {
                file.close();
            }
            return List.copyOf(slices);
        }

        @Override
        public void abort() {
            try {
                if (file != null) {
                    file.close();
                    storage.delete(directory + "/" + name);
                }
            } catch (IOException leftBehind) {
                // The master deletes the whole directory of an aborted checkpoint.
                file = null;
            }
        }
    }

    private final class Stored implements RestoredSegment {
        private final Segment segment;
        private final long checkpointId;
        private final String directory;

        Stored(Segment segment, long checkpointId, String directory) {
            this.segment = segment;
            this.checkpointId = checkpointId;
            this.directory = directory;
        }

        @Override
        public Segment segment() {
            return segment;
        }

        @Override
        public InputStream open() throws IOException {
            return new ByteArrayInputStream(read());
        }

        @Override
        public byte[] read() throws IOException {
            Slice slice = segment.slice();
            byte[] bytes = slice instanceof Slice.Inline inline ? inline.bytes() : readFile((Slice.InFile) slice);
            CRC32C actual = new CRC32C();
            actual.update(bytes);
            if ((int) actual.getValue() != slice.crc32c()) {
                throw damaged("its checksum is wrong");
            }
            return bytes;
        }

        private byte[] readFile(Slice.InFile place) throws IOException {
            try (InputStream in = storage.open(resolve(directory, place.path()), place.offset())) {
                byte[] bytes = in.readNBytes(Math.toIntExact(place.length()));
                if (bytes.length < place.length()) {
                    throw damaged("it ends after " + bytes.length + " of " + place.length() + " bytes");
                }
                return bytes;
            }
        }

        private HeddleException damaged(String how) {
            String where = segment.slice() instanceof Slice.InFile file
                    ? "the file " + resolve(directory, file.path()) + " at byte " + file.offset()
                    : "the metadata of " + directory;
            return new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "Checkpoint " + checkpointId + " is damaged: " + where + ", state '" + segment.name() + "'.",
                    "The segment cannot be used because " + how + ".",
                    "Restore from another checkpoint (heddle checkpoints verify tells which are whole).");
        }
    }
}
