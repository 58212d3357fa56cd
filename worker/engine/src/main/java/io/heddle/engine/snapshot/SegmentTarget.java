package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Slice;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes segments one by one, on an I/O thread. */
public interface SegmentTarget {

    /** Writes a segment that belongs to this checkpoint alone. */
    void write(SegmentLabel label, SegmentBody body) throws IOException;

    /**
     * Writes a segment that later checkpoints may {@link #refer} to, once this one is complete.
     *
     * @param written hears where the bytes are, when all of the task's bytes are durable; on the I/O thread
     */
    void writeShared(SegmentLabel label, SegmentBody body, Consumer<Slice> written) throws IOException;

    /** Adds a segment that an earlier, completed checkpoint in the same home has written. */
    void refer(SegmentLabel label, Slice slice);
}
