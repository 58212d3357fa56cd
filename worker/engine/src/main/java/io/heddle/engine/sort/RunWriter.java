package io.heddle.engine.sort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes a run: sorted entries in blocks of {@code length, CRC32C, bytes}. */
final class RunWriter implements AutoCloseable {
    static final int BLOCK_BYTES = 64 * 1024;
    static final int BLOCK_HEADER = 8;

    private final OutputStream out;
    private final byte[] block = new byte[BLOCK_HEADER + BLOCK_BYTES];
    private int filled = BLOCK_HEADER;
    private long written;

    RunWriter(Path file) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == block.length) {
                flush();
            }
            int part = Math.min(left, block.length - filled);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    private void flush() throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(block, BLOCK_HEADER, filled - BLOCK_HEADER);
        ByteBuffer.wrap(block).putInt(filled - BLOCK_HEADER).putInt((int) checksum.getValue());
        out.write(block, 0, filled);
        written += filled;
        filled = BLOCK_HEADER;
    }

    /** Writes what is left; the number of bytes in the file. */
    long finish() throws IOException {
        if (filled > BLOCK_HEADER) {
            flush();
        }
        return written;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
