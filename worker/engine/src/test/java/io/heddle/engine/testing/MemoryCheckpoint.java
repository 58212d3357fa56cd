package io.heddle.engine.testing;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** One operator's part of a checkpoint, in memory. */
public final class MemoryCheckpoint implements OperatorCheckpoint {
    private record Added(Segment segment, SegmentBody body) {}

    private record Stored(Segment segment, byte[] bytes) implements RestoredSegment {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private final List<Added> added = new ArrayList<>();

    @Override
    public long checkpointId() {
        return 7;
    }

    @Override
    public CheckpointKind kind() {
        return CheckpointKind.CHECKPOINT;
    }

    @Override
    public long startedMs() {
        return 0;
    }

    @Override
    public void add(StateKind kind, String name, String format, int first, int last, SegmentBody body) {
        Segment segment = new Segment(kind, name, format, first, last, new Slice.Inline(new byte[0], 0));
        added.add(new Added(segment, body));
    }

    /** Writes all that was added, and releases it. */
    public List<RestoredSegment> written() throws Exception {
        List<RestoredSegment> segments = new ArrayList<>();
        for (Added each : added) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryWriter writer = new BinaryWriter(64);
            each.body.write(new SegmentSink() {
                @Override
                public BinaryWriter writer() {
                    return writer;
                }

                @Override
                public void drain() {
                    bytes.write(writer.array(), 0, writer.position());
                    writer.clear();
                }
            });
            bytes.write(writer.array(), 0, writer.position());
            each.body.release();
            segments.add(new Stored(each.segment, bytes.toByteArray()));
        }
        return segments;
    }
}
