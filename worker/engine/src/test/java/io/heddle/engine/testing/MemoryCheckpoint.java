package io.heddle.engine.testing;

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

/** One operator's part of a checkpoint, in memory. */
public final class MemoryCheckpoint implements OperatorCheckpoint {
    private final long checkpointId;
    private final CheckpointKind kind;
    private final List<SegmentSource> sources = new ArrayList<>();
    private long newBytes;

    private record Stored(Segment segment) implements RestoredSegment {
        @Override
        public String home() {
            return "memory";
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(((Slice.Inline) segment.slice()).bytes());
        }
    }

    /** A periodic checkpoint of any number. */
    public MemoryCheckpoint() {
        this(7, CheckpointKind.CHECKPOINT);
    }

    public MemoryCheckpoint(long checkpointId, CheckpointKind kind) {
        this.checkpointId = checkpointId;
        this.kind = kind;
    }

    @Override
    public long checkpointId() {
        return checkpointId;
    }

    @Override
    public CheckpointKind kind() {
        return kind;
    }

    @Override
    public long startedMs() {
        return 0;
    }

    @Override
    public String home() {
        return "memory";
    }

    @Override
    public void add(StateKind segmentKind, String name, String format, int first, int last, SegmentBody body) {
        add(new SegmentSource() {
            @Override
            public void write(SegmentTarget target) throws IOException {
                target.write(new SegmentLabel(segmentKind, name, format, first, last), body);
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

    /** Writes all that was added, and releases it. */
    public List<RestoredSegment> written() throws Exception {
        Target target = new Target();
        try {
            for (SegmentSource source : sources) {
                source.write(target);
            }
        } finally {
            sources.forEach(SegmentSource::release);
        }
        return target.segments;
    }

    /** Nobody wants it any more. */
    public void discard() {
        sources.forEach(SegmentSource::release);
    }

    /** The bytes that {@link #written} wrote, without those that it referred to. */
    public long newBytes() {
        return newBytes;
    }

    private final class Target implements SegmentTarget {
        private final List<RestoredSegment> segments = new ArrayList<>();

        @Override
        public void write(SegmentLabel label, SegmentBody body) throws IOException {
            writeShared(label, body, slice -> {});
        }

        @Override
        public void writeShared(SegmentLabel label, SegmentBody body, Consumer<Slice> written) throws IOException {
            byte[] bytes = bytesOf(body);
            newBytes += bytes.length;
            Slice slice = new Slice.Inline(bytes, 0);
            segments.add(new Stored(label.at(slice)));
            written.accept(slice);
        }

        @Override
        public void refer(SegmentLabel label, Slice slice) {
            segments.add(new Stored(label.at(slice)));
        }
    }

    private static byte[] bytesOf(SegmentBody body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryWriter writer = new BinaryWriter(64);
        body.write(new SegmentSink() {
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
        return bytes.toByteArray();
    }
}
