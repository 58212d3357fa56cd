package io.heddle.benchmarks.micro;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentLabel;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One operator's part of a checkpoint, written into memory and then forgotten but for its length. */
final class MeasuredCheckpoint implements OperatorCheckpoint, SegmentTarget, SegmentSink {
    private static final int DRAINED_BYTES = 64 * 1024;

    private final List<SegmentSource> sources = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final BinaryWriter writer = new BinaryWriter(2 * DRAINED_BYTES);

    /** Writes all that was added, and releases it; the number of bytes. */
    long write() throws IOException {
        for (SegmentSource source : sources) {
            source.write(this);
            source.release();
        }
        return written.size();
    }

    @Override
    public long checkpointId() {
        return 1;
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
    public String home() {
        return "memory";
    }

    @Override
    public void add(SegmentSource source) {
        sources.add(source);
    }

    @Override
    public void write(SegmentLabel label, SegmentBody body) throws IOException {
        body.write(this);
        empty();
    }

    @Override
    public void writeShared(SegmentLabel label, SegmentBody body, Consumer<Slice> where) throws IOException {
        write(label, body);
    }

    @Override
    public void refer(SegmentLabel label, Slice slice) {
        throw new IllegalStateException("A full snapshot refers to no other.");
    }

    @Override
    public BinaryWriter writer() {
        return writer;
    }

    @Override
    public void drain() {
        if (writer.position() >= DRAINED_BYTES) {
            empty();
        }
    }

    private void empty() {
        written.write(writer.array(), 0, writer.position());
        writer.clear();
    }
}
