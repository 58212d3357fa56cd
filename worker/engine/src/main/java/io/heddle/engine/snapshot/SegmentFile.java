package io.heddle.engine.snapshot;

import io.heddle.core.storage.Storage;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One file that segments are written to, made when the first byte comes. */
final class SegmentFile {
    private final Storage storage;
    private final String path;
    private final String name;
    private final LocalCopies.@Nullable OfCheckpoint copies;
    private @Nullable OutputStream out;
    private long length;

    /**
     * A file that does not exist yet.
     *
     * @param name relative to {@code directory}
     * @param copies null if there is to be no local copy
     */
    SegmentFile(Storage storage, String directory, String name, LocalCopies.@Nullable OfCheckpoint copies) {
        this.storage = storage;
        this.path = StoredSegment.resolve(directory, name);
        this.name = name;
        this.copies = copies;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    long length() {
        return length;
    }

    void write(BinaryWriter bytes) throws IOException {
        OutputStream to = out;
        if (to == null) {
            to = storage.create(path);
            if (copies != null) {
                to = copies.beside(path, to);
            }
            out = to;
        }
        to.write(bytes.array(), 0, bytes.position());
        length += bytes.position();
    }

    /** Makes what was written durable. */
    void close() throws IOException {
        OutputStream to = out;
        if (to != null) {
            out = null;
            to.close();
        }
    }

    void discard() {
        try {
            close();
            if (copies != null) {
                copies.drop(path);
            }
            if (length > 0) {
                storage.delete(path);
            }
        } catch (IOException leftBehind) {
            // The master deletes the whole directory of an aborted checkpoint.
            out = null;
        }
    }
}
