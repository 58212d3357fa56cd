package io.heddle.engine.stored;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * All that one task has put out over one blocking edge, in one file: pieces of bytes, each for one consumer and with its
 * checksum. The producing task writes; when it is whole, any number of readers may read it, also again.
 */
public final class StoredResult {
    private final Path file;
    private final int connected;
    private final List<List<Piece>> pieces = new ArrayList<>();
    /** The producer's last word: what it wrote before is seen by whoever sees this. */
    private final AtomicBoolean whole = new AtomicBoolean();

    private final BitSet ended = new BitSet();
    private @Nullable FileChannel writing;
    private long length;

    /** What a piece holds. */
    public enum Kind {
        RECORDS,
        EVENT
    }

    /** Where a piece is. */
    record Piece(Kind kind, long position, int length, int crc32c) {}

    /** A piece that was read and found whole. */
    public record Content(Kind kind, byte[] bytes) {}

    /**
     * A result that is still empty.
     *
     * @param file where it goes; created at the first byte
     * @param consumers number of consuming subtasks
     * @param connected how many of them this producer has something for
     */
    public StoredResult(Path file, int consumers, int connected) {
        this.file = file;
        this.connected = connected;
        for (int i = 0; i < consumers; i++) {
            pieces.add(new ArrayList<>());
        }
    }

    /** Adds a piece. Producing task only. */
    public void add(int consumer, Kind kind, byte[] bytes, int count) throws IOException {
        FileChannel out = writing == null ? create() : writing;
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, count);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        pieces.get(consumer).add(new Piece(kind, length, count, (int) checksum.getValue()));
        length += count;
    }

    private FileChannel create() throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileChannel made = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        writing = made;
        return made;
    }

    /** Nothing follows for that consumer; after the last one the result is whole. Producing task only. */
    public void end(int consumer) throws IOException {
        ended.set(consumer);
        if (ended.cardinality() == connected && !whole.get()) {
            closeFile();
            whole.set(true);
        }
    }

    private void closeFile() throws IOException {
        FileChannel out = writing;
        if (out != null) {
            writing = null;
            out.close();
        }
    }

    /** The producer ends; without {@link #end} for all before, the result is of no use. Producing task only. */
    public void abandon() throws IOException {
        closeFile();
    }

    /** Whether it can be read. Any thread. */
    public boolean isWhole() {
        return whole.get();
    }

    /** Deletes the file; readers that have it open may read on. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Begins to read what is for that consumer. Any thread, one per reader. */
    public Reader read(int consumer) {
        if (!whole.get()) {
            throw new IllegalStateException("The result " + file + " is read before it is whole.");
        }
        return new Reader(pieces.get(consumer));
    }

    /** Reads the pieces for one consumer, in order. */
    public final class Reader implements AutoCloseable {
        private final List<Piece> mine;
        private int next;
        private @Nullable FileChannel in;

        private Reader(List<Piece> mine) {
            this.mine = mine;
        }

        /** Whether {@link #next} gives another piece. */
        public boolean hasNext() {
            return next < mine.size();
        }

        /** The next piece, or null after the last. */
        public @Nullable Content next() throws IOException {
            if (next == mine.size()) {
                return null;
            }
            Piece piece = mine.get(next++);
            FileChannel from = in;
            if (from == null) {
                from = FileChannel.open(file, StandardOpenOption.READ);
                in = from;
            }
            ByteBuffer bytes = ByteBuffer.allocate(piece.length());
            while (bytes.hasRemaining()) {
                if (from.read(bytes, piece.position() + bytes.position()) < 0) {
                    throw damaged("it ends at byte " + (piece.position() + bytes.position()));
                }
            }
            CRC32C actual = new CRC32C();
            actual.update(bytes.array());
            if ((int) actual.getValue() != piece.crc32c()) {
                throw damaged("the checksum at byte " + piece.position() + " is wrong");
            }
            return new Content(piece.kind(), bytes.array());
        }

        private HeddleException damaged(String how) {
            return new HeddleException(
                    FaultCategory.EXTERNAL,
                    "The stored result " + file + " is damaged.",
                    "It cannot be read because " + how + ".",
                    "The task that wrote it must run again; look at the disk of this host.");
        }

        @Override
        public void close() throws IOException {
            FileChannel open = in;
            if (open != null) {
                in = null;
                open.close();
            }
        }
    }
}
