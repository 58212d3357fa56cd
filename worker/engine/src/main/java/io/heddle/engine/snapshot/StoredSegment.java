package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A segment in a {@link Storage} or inside the metadata. */
final class StoredSegment implements RestoredSegment {
    private final Origin origin;
    private final Segment segment;
    private final long checkpointId;
    private final String directory;
    private final BytesRead read;

    /** Where bytes come from: the storage, or what the worker has of it on its own disk. */
    record Origin(Storage storage, @Nullable LocalCopies copies, Fetches fetches) {}

    StoredSegment(Origin origin, Segment segment, long checkpointId, String directory, BytesRead read) {
        this.origin = origin;
        this.segment = segment;
        this.checkpointId = checkpointId;
        this.directory = directory;
        this.read = read;
    }

    /** The whole path of what a checkpoint in that directory calls {@code path}. */
    static String resolve(String directory, String path) {
        if (path.startsWith("/") || path.contains(":")) {
            return path;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (directory + "/" + path).split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.removeLast();
            } else {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    @Override
    public Segment segment() {
        return segment;
    }

    @Override
    public String home() {
        return SnapshotStore.home(directory);
    }

    @Override
    public InputStream open() throws IOException {
        if (segment.slice() instanceof Slice.InFile place) {
            String path = resolve(directory, place.path());
            LocalCopies copies = origin.copies();
            InputStream local = copies == null ? null : copies.open(path, place);
            return new Checked(local == null ? stored(path, place.offset()) : local, place, local != null);
        }
        return new ByteArrayInputStream(read());
    }

    private InputStream stored(String path, long offset) throws IOException {
        try {
            return origin.storage().open(path, offset);
        } catch (NoSuchFileException | FileNotFoundException gone) {
            throw damaged("the file is missing");
        }
    }

    @Override
    public void placeAt(Path file) throws IOException {
        if (!(segment.slice() instanceof Slice.InFile place)) {
            RestoredSegment.super.placeAt(file);
        } else if (origin.fetches().place(bytes(place), file, RestoredSegment.super::placeAt)) {
            read.add(true, place.length());
        }
    }

    @Override
    public boolean isUnderWay() {
        return segment.slice() instanceof Slice.InFile place && origin.fetches().isUnderWay(bytes(place));
    }

    private Fetches.Bytes bytes(Slice.InFile place) {
        return new Fetches.Bytes(resolve(directory, place.path()), place.offset(), place.length());
    }

    @Override
    public byte[] read() throws IOException {
        Slice slice = segment.slice();
        if (slice instanceof Slice.Inline inline) {
            CRC32C actual = new CRC32C();
            actual.update(inline.bytes());
            if ((int) actual.getValue() != slice.crc32c()) {
                throw damaged("its checksum is wrong");
            }
            return inline.bytes();
        }
        try (InputStream in = open()) {
            return in.readAllBytes();
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

    /** The bytes of a part of a file; the end is reached only if they are whole and right. */
    private final class Checked extends InputStream {
        private final InputStream in;
        private final Slice.InFile place;
        private final boolean local;
        private final CRC32C actual = new CRC32C();
        private long left;

        Checked(InputStream in, Slice.InFile place, boolean local) {
            this.in = in;
            this.place = place;
            this.local = local;
            this.left = place.length();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return end();
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw damaged("it ends after " + (place.length() - left) + " of " + place.length() + " bytes");
            }
            actual.update(target, offset, count);
            left -= count;
            read.add(local, count);
            if (left == 0) {
                end();
            }
            return count;
        }

        private int end() {
            if ((int) actual.getValue() != place.crc32c()) {
                throw damaged("its checksum is wrong");
            }
            return -1;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
