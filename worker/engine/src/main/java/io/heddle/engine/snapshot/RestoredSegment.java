package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.types.BinaryReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A segment to be read. */
public interface RestoredSegment {
    Segment segment();

    /** As {@link OperatorCheckpoint#home}, of the checkpoint that is restored. */
    String home();

    /**
     * Opens the bytes; the end of the stream is reached only if their checksum is right.
     *
     * @throws IOException also if the bytes are damaged, then naming file and checkpoint
     */
    InputStream open() throws IOException;

    /** All bytes, checked. */
    default byte[] read() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** Understands the bytes of a segment. */
    @FunctionalInterface
    interface Content {
        void read(BinaryReader in) throws IOException;
    }

    /**
     * Has all bytes read one after the other, so that there may be more of them than fit into memory. They are checked when the
     * last one has been read: what was read until then is void if this fails.
     */
    default void read(Content content) throws IOException {
        try (InputStream stream = open()) {
            try {
                BinaryReader in = BinaryReader.of(stream);
                content.read(in);
                if (in.hasMore()) {
                    throw new IOException("The segment '" + segment().name() + "' is longer than it says.");
                }
            } catch (IOException | RuntimeException unreadable) {
                // Bytes that make no sense are damaged bytes; the stream says so at its end, and which file it is.
                stream.transferTo(OutputStream.nullOutputStream());
                throw unreadable;
            }
        }
    }

    /** Puts the bytes, checked, into a new file. Others may have the same file, so nobody changes it. */
    default void placeAt(Path file) throws IOException {
        try (InputStream in = open()) {
            Files.copy(in, file);
        }
    }

    /** Whether another task is fetching the same bytes now, so that {@link #placeAt} has less to do later. */
    default boolean isUnderWay() {
        return false;
    }
}
