package io.heddle.engine.snapshot;

import io.heddle.core.storage.Storage;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** One file that segments are written to, made when the first byte comes. */
final class SegmentFile {
    private static final Logger LOG = LogManager.getLogger(SegmentFile.class);

    private final Storage storage;
    private final String path;
    private final String name;
    private final LocalCopies.@Nullable OfCheckpoint copies;
    private @Nullable OutputStream out;
    private boolean made;
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
            made = true;
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

    /** The file was made and is not wanted: it goes, whatever its closing says, as that of a full disk complains. */
    void discard() {
        try {
            close();
        } catch (IOException | RuntimeException useless) {
            LOG.debug("{} is deleted although it was not closed well", path, useless);
        }
        if (copies != null) {
            copies.drop(path);
        }
        if (made) {
            made = false;
            try {
                storage.delete(path);
            } catch (IOException leftBehind) {
                LOG.warn("{} belongs to no checkpoint and could not be deleted", path, leftBehind);
            }
        }
    }
}
