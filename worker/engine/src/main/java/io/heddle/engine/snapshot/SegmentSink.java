package io.heddle.engine.snapshot;

import io.heddle.core.types.BinaryWriter;
import java.io.IOException;

/** Where the bytes of a segment go. */
public interface SegmentSink {

    /** Collects bytes; the same object all the time. */
    BinaryWriter writer();

    /** Passes on what {@link #writer} has collected if it is much; call it between entries. */
    void drain() throws IOException;
}
