package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.StateKind;

/** Takes what one operator contributes to a checkpoint. Task thread only, during {@code Operator.snapshot}. */
public interface OperatorCheckpoint {
    long checkpointId();

    CheckpointKind kind();

    /** Wall-clock milliseconds of the trigger. */
    long startedMs();

    /** The directory that the checkpoint's own directory is in; checkpoints of one home may share files. */
    String home();

    /**
     * Adds a segment.
     *
     * @param name the state's name
     * @param format which reader understands the bytes, with its version
     * @param firstKeyGroup as in {@link io.heddle.core.checkpoint.Segment}
     * @param lastKeyGroup as there
     * @param body writes the bytes, later and on another thread: it must hold a frozen view
     */
    default void add(
            StateKind kind, String name, String format, int firstKeyGroup, int lastKeyGroup, SegmentBody body) {
        add(SegmentSource.of(new SegmentLabel(kind, name, format, firstKeyGroup, lastKeyGroup), body));
    }

    /** Adds segments of which only the I/O thread will know how many there are. */
    void add(SegmentSource source);
}
