package io.heddle.engine.testing;

import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Storage with room for so many bytes more. What does not fit fails as on a full disk behind a buffer: with the next bytes
 * or when the file, which is there all the same, is closed; and then each time. What is deleted makes no room. One thread.
 */
public final class FullStorage implements Storage {
    public static final String FULL = "No space left on device";

    private final Storage storage;
    private long room;
    private int open;

    public FullStorage(Storage storage, long roomBytes) {
        this.storage = storage;
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
        OutputStream file = storage.create(path);
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
        storage.writeAtomically(path, content);
    }

    @Override
    public void writePrivately(String path, byte[] content) throws IOException {
        writeAtomically(path, content);
    }

    @Override
    public InputStream open(String path, long offset) throws IOException {
        return storage.open(path, offset);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return storage.exists(path);
    }

    @Override
    public List<StoredFile> list(String directory) throws IOException {
        return storage.list(directory);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        storage.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
        storage.delete(path);
    }

    @Override
    public void makePrivateDirectory(String path) throws IOException {
        storage.makePrivateDirectory(path);
    }
}
