package io.heddle.engine.sort;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads a run, entry by entry. */
final class RunReader implements Comparable<RunReader>, AutoCloseable {
    private final Path file;
    /** Among the runs that are merged; of equal entries the one of the earlier run came first. */
    private final int number;

    private final InputStream in;
    private final byte[] header = new byte[RunWriter.BLOCK_HEADER];
    private final byte[] block = new byte[RunWriter.BLOCK_BYTES];
    private int from;
    private int to;
    private byte[] bytes = new byte[256];
    private final Entry entry = new Entry();

    RunReader(Path file, int number) throws IOException {
        this.file = file;
        this.number = number;
        this.in = Files.newInputStream(file);
    }

    /** The entry that {@link #next} has found. */
    Entry entry() {
        return entry;
    }

    /** Goes to the next entry; false if there is none. */
    boolean next() throws IOException {
        if (from == to && !nextBlock()) {
            return false;
        }
        fill(0, Entry.HEADER);
        int length = entry.at(bytes, 0).length();
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
            entry.at(bytes, 0);
        }
        fill(Entry.HEADER, length);
        return true;
    }

    private void fill(int begin, int end) throws IOException {
        int at = begin;
        while (at < end) {
            if (from == to && !nextBlock()) {
                throw damaged("it ends in the middle of a record");
            }
            int part = Math.min(end - at, to - from);
            System.arraycopy(block, from, bytes, at, part);
            from += part;
            at += part;
        }
    }

    private boolean nextBlock() throws IOException {
        int read = in.readNBytes(header, 0, header.length);
        if (read == 0) {
            return false;
        }
        ByteBuffer head = ByteBuffer.wrap(header);
        int length = head.getInt();
        if (read < header.length || length < 0 || length > block.length || in.readNBytes(block, 0, length) < length) {
            throw damaged("it ends in the middle of a block");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(block, 0, length);
        if ((int) checksum.getValue() != head.getInt()) {
            throw damaged("a checksum is wrong");
        }
        from = 0;
        to = length;
        return true;
    }

    private HeddleException damaged(String how) {
        return new HeddleException(
                FaultCategory.EXTERNAL,
                "The sorted run " + file + " is damaged.",
                "It cannot be read because " + how + ".",
                "The task must run again; look at the disk of this host.");
    }

    @Override
    public int compareTo(RunReader other) {
        int byEntry = entry.compareTo(other.entry);
        return byEntry != 0 ? byEntry : Integer.compare(number, other.number);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
