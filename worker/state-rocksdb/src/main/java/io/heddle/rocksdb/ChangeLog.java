package io.heddle.rocksdb;

import io.heddle.engine.snapshot.SegmentSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was written into a database since the files that a complete checkpoint holds. As long as that is little, checkpoints
 * refer to those files and add what has changed since the last one: the database need not write its memory to files for each of
 * them, and has fewer files to merge. Owner thread only; parts that were handed out never change.
 */
final class ChangeLog {
    /** Each part keeps a file of the checkpoint storage and makes a restore open one more. */
    private static final int MOST_PARTS = 16;
    /** As much as a write buffer: more would not be in the database's memory any longer, and take a restore long. */
    private static final long MOST_BYTES = 64L << 20;
    /** Less is never too much, however small the files are. */
    private static final long LEAST_BYTES = 64L << 10;
    /** What all parts may have of the size of the files. */
    private static final int SHARE_OF_FILES = 4;

    private static final String PREFIX = "changes-";
    private static final long NONE = -1;

    /** The checkpoint whose files the changes come after. */
    private long base = NONE;

    private boolean complete;
    /** Families of the database at that time; what is written into others would have no place in those files. */
    private Set<Integer> families = Set.of();

    private final List<Part> parts = new ArrayList<>();
    private List<byte[]> open = new ArrayList<>();
    private long openBytes;
    private long partsBytes;
    private long heldBytes;
    private long number;

    /**
     * What came between two checkpoints.
     *
     * @param batches in order; none if a complete checkpoint holds them
     * @param length of the written form
     */
    record Part(String name, List<byte[]> batches, long length) {
        void writeTo(SegmentSink out) throws IOException {
            for (byte[] batch : batches) {
                out.writer().writeInt(batch.length);
                out.writer().writeBytes(batch, 0, batch.length);
                out.drain();
            }
        }
    }

    /** Whether a file of a checkpoint is a part of a log. */
    static boolean isPart(String name) {
        return name.startsWith(PREFIX);
    }

    /** Hands the batches of a written part on, in order. */
    static void read(InputStream part, Consumer<byte[]> to) throws IOException {
        for (byte[] head = part.readNBytes(Integer.BYTES); head.length > 0; head = part.readNBytes(Integer.BYTES)) {
            int length = head.length < Integer.BYTES
                    ? Integer.MAX_VALUE
                    : ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
            byte[] batch = part.readNBytes(length);
            if (batch.length < length) {
                throw new EOFException("The changes of a checkpoint end in the middle of a batch.");
            }
            to.accept(batch);
        }
    }

    /** From now on, what is written comes after the files that this checkpoint takes; the database has those families. */
    void begin(long checkpointId, Set<Integer> now) {
        forget();
        base = checkpointId;
        families = now;
    }

    private void forget() {
        base = NONE;
        complete = false;
        parts.clear();
        open = new ArrayList<>();
        openBytes = 0;
        partsBytes = 0;
        heldBytes = 0;
    }

    /** The database got this batch; when the log holds more than that in memory, it gives up until it begins anew. */
    void add(byte[] batch, long mostHeldBytes) {
        if (base == NONE) {
            return;
        }
        long bytes = (long) Integer.BYTES + batch.length;
        if (heldBytes + bytes > mostHeldBytes) {
            forget();
            return;
        }
        open.add(batch);
        openBytes += bytes;
        heldBytes += bytes;
    }

    /** Bytes in memory that no complete checkpoint holds. */
    long heldBytes() {
        return heldBytes;
    }

    /** Whether files of so many bytes and the changes since then are all there is, and it is better not to write new files. */
    boolean suffices(long fileBytes, Set<Integer> now) {
        long most = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, fileBytes / SHARE_OF_FILES));
        return complete && parts.size() < MOST_PARTS && partsBytes + openBytes <= most && families.equals(now);
    }

    /** All parts until now. */
    List<Part> cut() {
        if (!open.isEmpty()) {
            parts.add(new Part(PREFIX + number++, List.copyOf(open), openBytes));
            partsBytes += openBytes;
            open = new ArrayList<>();
            openBytes = 0;
        }
        return List.copyOf(parts);
    }

    /** A checkpoint is complete; complete ones hold the files and parts of these names. */
    void completed(long checkpointId, Set<String> held) {
        complete |= checkpointId == base;
        parts.replaceAll(part -> {
            if (!held.contains(part.name())) {
                return part;
            }
            heldBytes -= part.batches().isEmpty() ? 0 : part.length();
            return new Part(part.name(), List.of(), part.length());
        });
    }
}
