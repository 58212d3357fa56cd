package io.heddle.engine.snapshot;

import java.io.IOException;

/** The bytes of a segment to be. Called once on an I/O thread, or discarded. */
public interface SegmentBody {

    /** Writes all bytes. */
    void write(SegmentSink out) throws IOException;

    /** Lets go of the frozen view; called exactly once, whether {@link #write} was called, failed or never came. */
    default void release() {}
}
