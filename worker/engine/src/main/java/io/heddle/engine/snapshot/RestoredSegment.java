package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import java.io.IOException;
import java.io.InputStream;

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
}
