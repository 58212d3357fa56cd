package io.heddle.engine.testing;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.snapshot.SnapshotStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps every segment inline. */
public final class MemorySnapshots implements SnapshotStore {
    @Override
    public Part begin(ExecutionId execution, long checkpointId, String directory) {
        return new Part() {
            private final List<Slice> slices = new ArrayList<>();
            private BinaryWriter writer = new BinaryWriter(64);

            @Override
            public SegmentSink open() {
                writer = new BinaryWriter(64);
                return new SegmentSink() {
                    @Override
                    public BinaryWriter writer() {
                        return writer;
                    }

                    @Override
                    public void drain() {}
                };
            }

            @Override
            public SegmentSink openShared() {
                return open();
            }

            @Override
            public void close() {
                slices.add(new Slice.Inline(writer.toBytes(), 0));
            }

            @Override
            public List<Slice> commit() {
                return slices;
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public RestoredSegment restored(Segment segment, long checkpointId, String directory) {
        return new RestoredSegment() {
            @Override
            public Segment segment() {
                return segment;
            }

            @Override
            public String home() {
                return SnapshotStore.home(directory);
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(((Slice.Inline) segment.slice()).bytes());
            }
        };
    }
}
