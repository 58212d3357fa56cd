package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the segments of one part into the files of its checkpoint; what is small is kept to travel with the metadata. */
final class FilePart implements SnapshotStore.Part, SegmentSink {
    private static final int DRAIN_AT = 1 << 16;

    private final BinaryWriter writer = new BinaryWriter(4096);
    private final List<Slice> slices = new ArrayList<>();
    private final List<Slice.InFile> referred = new ArrayList<>();
    private final SegmentFile own;
    private final SegmentFile shared;
    private SegmentFile current;
    private final int inlineLimitBytes;
    private long segmentStart;
    private boolean segmentInFile;
    private CRC32C checksum = new CRC32C();

    FilePart(SegmentFile own, SegmentFile shared, int inlineLimitBytes) {
        this.own = own;
        this.shared = shared;
        this.inlineLimitBytes = inlineLimitBytes;
        this.current = own;
    }

    @Override
    public SegmentSink open() {
        return open(own);
    }

    @Override
    public SegmentSink openShared() {
        return open(shared);
    }

    private SegmentSink open(SegmentFile file) {
        current = file;
        writer.clear();
        checksum = new CRC32C();
        segmentInFile = false;
        segmentStart = file.length();
        return this;
    }

    @Override
    public BinaryWriter writer() {
        return writer;
    }

    @Override
    public void drain() throws IOException {
        if (writer.position() >= Math.max(DRAIN_AT, inlineLimitBytes + 1)) {
            spill();
        }
    }

    private void spill() throws IOException {
        current.write(writer);
        checksum.update(writer.array(), 0, writer.position());
        writer.clear();
        segmentInFile = true;
    }

    @Override
    public void close() throws IOException {
        if (!segmentInFile && writer.position() <= inlineLimitBytes) {
            byte[] bytes = writer.toBytes();
            checksum.update(bytes);
            slices.add(new Slice.Inline(bytes, (int) checksum.getValue()));
            return;
        }
        spill();
        long length = current.length() - segmentStart;
        slices.add(
                new Slice.InFile(current.name(), segmentStart, length, (int) checksum.getValue(), current == shared));
    }

    @Override
    public void refer(Slice slice) {
        if (slice instanceof Slice.InFile place) {
            referred.add(place);
        }
    }

    /** What else the part consists of. */
    List<Slice.InFile> referred() {
        return referred;
    }

    /** Where the segments are, in the order of writing. */
    List<Slice> slices() {
        return List.copyOf(slices);
    }
}
