package io.heddle.engine.testing;

import io.heddle.core.storage.ForwardingStorage;
import io.heddle.core.storage.Storage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Storage with room for so many bytes more. What does not fit fails as on a full disk behind a buffer: with the next bytes
 * or when the file, which is there all the same, is closed; and then each time. What is deleted makes no room. One thread.
 */
public final class FullStorage extends ForwardingStorage {
    public static final String FULL = "No space left on device";

    private long room;
    private int open;

    public FullStorage(Storage storage, long roomBytes) {
        super(storage);
        this.room = roomBytes;
    }

    public void makeRoom(long bytes) {
        room += bytes;
    }

    /** Files that were opened for writing and not closed. */
    public int open() {
        return open;
    }

    private boolean fits(int bytes) {
        room -= Math.min(room, bytes);
        return room > 0;
    }

    @Override
    public OutputStream create(String path) throws IOException {
        OutputStream file = super.create(path);
        open++;
        return new FilterOutputStream(file) {
            private int buffered;
            private boolean full;
            private boolean closed;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                drain();
                out.write(bytes, offset, length);
                buffered = length;
            }

            private void drain() throws IOException {
                full |= !fits(buffered);
                if (full) {
                    throw new IOException(FULL);
                }
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    open--;
                    out.close();
                }
                drain();
                buffered = 0;
            }
        };
    }

    @Override
    public void writeAtomically(String path, byte[] content) throws IOException {
        if (!fits(content.length)) {
            throw new IOException(FULL);
        }
        super.writeAtomically(path, content);
    }

    @Override
    public void writePrivately(String path, byte[] content) throws IOException {
        writeAtomically(path, content);
    }
}
