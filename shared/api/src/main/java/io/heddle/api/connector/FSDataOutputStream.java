package io.heddle.api.connector;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file that is being written: counts its bytes, and can make them durable. */
public final class FSDataOutputStream extends OutputStream {
    private final FileSystem fileSystem;
    private final OutputStream file;
    private final BufferedOutputStream buffered;
    private long position;

    FSDataOutputStream(FileSystem fileSystem, OutputStream file) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.buffered = new BufferedOutputStream(file, 1 << 16);
    }

    /** How many bytes have been written. */
    public long getPos() {
        return position;
    }

    @Override
    public void write(int b) throws IOException {
        buffered.write(b);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        buffered.write(bytes, offset, length);
        position += length;
    }

    @Override
    public void flush() throws IOException {
        buffered.flush();
    }

    /** Makes all that was written durable: a crash of this process or of its machine does not lose it. */
    public void sync() throws IOException {
        buffered.flush();
        fileSystem.sync(file);
    }

    @Override
    public void close() throws IOException {
        buffered.close();
    }
}
