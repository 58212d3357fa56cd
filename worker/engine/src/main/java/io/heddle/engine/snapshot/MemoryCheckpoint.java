package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.types.BinaryWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One operator's part of a checkpoint, in memory: for those who step operators without a worker. */
public final class MemoryCheckpoint implements OperatorCheckpoint {
    private final long checkpointId;
    private final CheckpointKind kind;
    private final long startedMs;
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

    /**
     * Holds nothing yet.
     *
     * @param startedMs wall-clock milliseconds
     */
    public MemoryCheckpoint(long checkpointId, CheckpointKind kind, long startedMs) {
        this.checkpointId = checkpointId;
        this.kind = kind;
        this.startedMs = startedMs;
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
        return startedMs;
    }

    @Override
    public String home() {
        return "memory";
    }

    @Override
    public void add(SegmentSource source) {
        sources.add(source);
    }

    /** Writes all that was added, and releases it; what can be restored from it. */
    public List<RestoredSegment> written() throws IOException {
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
