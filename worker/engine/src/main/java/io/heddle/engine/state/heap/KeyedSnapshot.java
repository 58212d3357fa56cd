package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.heap.Expiry.Timed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keyed state in the canonical form {@code keyed/1}, which every backend reads: per state a header with the written forms
 * of its types, then for each key group that has entries its number, its length and its entries.
 *
 * <p>Layout, all integers as in {@link BinaryWriter}: form of the keys; number of states; per state: name, kind, whether
 * values carry times, form of the values, form of the map's keys or nothing; then per state the key groups {@code (group,
 * length in bytes, count, entries)} in rising order, ended by group -1. A group can be skipped without being understood.
 */
final class KeyedSnapshot implements SegmentBody {
    static final String FORMAT = "keyed/1";

    private final TypeSerializer<Object> keys;
    private final ToIntFunction<Object> keyHash;
    private final int maxParallelism;
    private final KeyGroupRange range;
    private final List<Part> parts = new ArrayList<>();

    /** What is written of one state. */
    private sealed interface Part {
        void header(BinaryWriter out);

        void groups(SegmentSink out) throws IOException;

        void release();
    }

    KeyedSnapshot(TypeSerializer<Object> keys, ToIntFunction<Object> keyHash, int maxParallelism, KeyGroupRange range) {
        this.keys = keys;
        this.keyHash = keyHash;
        this.maxParallelism = maxParallelism;
        this.range = range;
    }

    void add(String name, CellFormat format, KeyTable.Frozen table, @Nullable Expiry expiry) {
        parts.add(new Live(name, format, table, expiry));
    }

    /** Passes a restored state on that this program has not asked for (yet). */
    void addUnread(RestoredTables.Unread unread) {
        parts.add(new Passed(unread));
    }

    @Override
    public void write(SegmentSink out) throws IOException {
        BinaryWriter writer = out.writer();
        writeForm(keys.snapshot(), writer);
        writer.writeVarInt(parts.size());
        for (Part part : parts) {
            part.header(writer);
        }
        for (Part part : parts) {
            part.groups(out);
            writer.writeInt(-1);
            out.drain();
        }
    }

    @Override
    public void release() {
        parts.forEach(Part::release);
    }

    static void writeForm(TypeSnapshot form, BinaryWriter out) {
        byte[] bytes = form.toBytes();
        out.writeVarInt(bytes.length);
        out.writeBytes(bytes);
    }

    private final class Live implements Part {
        private final String name;
        private final CellFormat format;
        private final KeyTable.Frozen table;
        private final @Nullable Expiry expiry;

        Live(String name, CellFormat format, KeyTable.Frozen table, @Nullable Expiry expiry) {
            this.name = name;
            this.format = format;
            this.table = table;
            this.expiry = expiry;
        }

        @Override
        public void header(BinaryWriter out) {
            out.writeString(name);
            out.writeString(format.kind().name());
            out.writeBoolean(format.timed());
            writeForm(format.value().snapshot(), out);
            TypeSerializer<Object> mapKey = format.mapKey();
            out.writeBoolean(mapKey != null);
            if (mapKey != null) {
                writeForm(mapKey.snapshot(), out);
            }
        }

        @Override
        public void groups(SegmentSink out) throws IOException {
            BinaryWriter[] groups = new BinaryWriter[range.size()];
            int[] counts = new int[range.size()];
            table.forEach((key, cell) -> {
                if (expiry == null || !(cell instanceof Timed timed) || !expiry.isExpired(timed)) {
                    int group = KeyGroups.groupOf(keyHash.applyAsInt(key), maxParallelism) - range.first();
                    BinaryWriter writer = groups[group] == null ? new BinaryWriter(256) : groups[group];
                    groups[group] = writer;
                    counts[group]++;
                    keys.write(key, writer);
                    format.write(cell, writer);
                }
            });
            for (int group = 0; group < groups.length; group++) {
                BinaryWriter entries = groups[group];
                if (entries != null) {
                    out.writer().writeInt(range.first() + group);
                    out.writer().writeInt(entries.position());
                    out.writer().writeInt(counts[group]);
                    out.writer().writeBytes(entries.array(), 0, entries.position());
                    groups[group] = null;
                    out.drain();
                }
            }
        }

        @Override
        public void release() {
            table.release();
        }
    }

    private record Passed(RestoredTables.Unread unread) implements Part {
        @Override
        public void header(BinaryWriter out) {
            unread.header().writeTo(out);
        }

        @Override
        public void groups(SegmentSink out) throws IOException {
            for (RestoredTables.Group group : unread.groups()) {
                out.writer().writeInt(group.number());
                out.writer().writeInt(group.entries().length);
                out.writer().writeInt(group.count());
                out.writer().writeBytes(group.entries());
                out.drain();
            }
        }

        @Override
        public void release() {}
    }
}
