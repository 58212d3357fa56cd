package io.heddle.testkit;

import io.heddle.engine.snapshot.RestoredSegment;
import java.util.List;

/** What an operator put into a checkpoint; for another harness to start from. */
public final class OperatorSubtaskState {
    private final long checkpointId;
    private final List<RestoredSegment> segments;

    OperatorSubtaskState(long checkpointId, List<RestoredSegment> segments) {
        this.checkpointId = checkpointId;
        this.segments = List.copyOf(segments);
    }

    long checkpointId() {
        return checkpointId;
    }

    List<RestoredSegment> segments() {
        return segments;
    }

    /** Whether the operator had no state. */
    public boolean isEmpty() {
        return segments.isEmpty();
    }
}
