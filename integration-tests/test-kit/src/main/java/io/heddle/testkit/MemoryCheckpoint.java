package io.heddle.testkit;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentLabel;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One operator's part of a checkpoint, kept in memory. */
record MemoryCheckpoint(long checkpointId, long startedMs, List<SegmentSource> sources) implements OperatorCheckpoint {
    private record Kept(Segment segment, byte[] bytes) implements RestoredSegment {
        @Override
        public String home() {
            return "memory";
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    MemoryCheckpoint(long checkpointId, long startedMs) {
        this(checkpointId, startedMs, new ArrayList<>());
    }

    @Override
    public CheckpointKind kind() {
        return CheckpointKind.CHECKPOINT;
    }

    @Override
    public String home() {
        return "memory";
    }

    @Override
    public void add(StateKind kind, String name, String format, int firstGroup, int lastGroup, SegmentBody body) {
        add(new SegmentSource() {
            @Override
            public void write(SegmentTarget target) throws IOException {
                target.write(new SegmentLabel(kind, name, format, firstGroup, lastGroup), body);
            }

            @Override
            public void release() {
                body.release();
            }
        });
    }

    @Override
    public void add(SegmentSource source) {
        sources.add(source);
    }

    /** Writes what was added. */
    List<RestoredSegment> written() throws Exception {
        List<RestoredSegment> kept = new ArrayList<>();
        SegmentTarget target = new SegmentTarget() {
            @Override
            public void write(SegmentLabel label, SegmentBody body) throws IOException {
                byte[] bytes = bytes(body);
                kept.add(new Kept(label.at(new Slice.Inline(bytes, 0)), bytes));
            }

            @Override
            public void writeShared(SegmentLabel label, SegmentBody body, Consumer<Slice> written) throws IOException {
                write(label, body);
                written.accept(kept.get(kept.size() - 1).segment().slice());
            }

            @Override
            public void refer(SegmentLabel label, Slice slice) {
                kept.add(new Kept(label.at(slice), ((Slice.Inline) slice).bytes()));
            }
        };
        for (SegmentSource source : sources) {
            source.write(target);
            source.release();
        }
        return kept;
    }

    private static byte[] bytes(SegmentBody body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        BinaryWriter writer = new BinaryWriter(256);
        SegmentSink sink = new SegmentSink() {
            @Override
            public BinaryWriter writer() {
                return writer;
            }

            @Override
            public void drain() {
                all.write(writer.array(), 0, writer.position());
                writer.clear();
            }
        };
        body.write(sink);
        sink.drain();
        return all.toByteArray();
    }
}
