package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import java.io.IOException;
import java.io.InputStream;
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
