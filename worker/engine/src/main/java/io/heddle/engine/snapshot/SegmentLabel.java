package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;

/** What a {@link Segment} says of itself before it is known where its bytes are; the parts are those of a segment. */
public record SegmentLabel(StateKind kind, String name, String format, int firstKeyGroup, int lastKeyGroup) {

    /** The segment whose bytes are there. */
    public Segment at(Slice slice) {
        return new Segment(kind, name, format, firstKeyGroup, lastKeyGroup, slice);
    }
}
