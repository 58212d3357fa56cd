package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keyed state in the canonical form {@code keyed/1}, which every backend reads: per state a header with the written forms
 * of its types, then for each key group that has entries its number, its length and its entries.
 *
 * <p>Layout, all integers as in {@link BinaryWriter}: form of the keys; number of states; per state: name, kind, whether
 * values carry times, form of the values, form of the map's keys or nothing, form of the namespaces or nothing; then per state the key groups {@code (group,
 * length in bytes, count, entries)} in rising order, ended by group -1. An entry is key, namespace if there are any, cell. A group can be skipped without being understood.
 */
final class KeyedSnapshot implements SegmentBody {
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

    /**
     * Adds a state.
     *
     * @param namespaces writes namespaces, null if there are none
     * @param tables by slice; a single one under 0 if the state has no slices
     */
    void add(
            StateName name,
            CellFormat format,
            @Nullable TypeSerializer<Object> namespaces,
            Map<Long, KeyTable.Frozen> tables,
            @Nullable Expiry expiry) {
        parts.add(new Live(name.name(), format, namespaces, tables, expiry));
    }

    /** Passes a restored state on that this program has not asked for (yet). */
    void addUnread(RestoredTables.Unread unread) {
        parts.add(new Passed(unread));
    }

    @Override
    public void write(SegmentSink out) throws IOException {
        BinaryWriter writer = out.writer();
        StateHeader.writeForm(keys.snapshot(), writer);
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

    private final class Live implements Part {
        private final String name;
        private final CellFormat format;
        private final @Nullable TypeSerializer<Object> namespaces;
        private final Map<Long, KeyTable.Frozen> tables;
        private final @Nullable Expiry expiry;

        Live(
                String name,
                CellFormat format,
                @Nullable TypeSerializer<Object> namespaces,
                Map<Long, KeyTable.Frozen> tables,
                @Nullable Expiry expiry) {
            this.name = name;
            this.format = format;
            this.namespaces = namespaces;
            this.tables = tables;
            this.expiry = expiry;
        }

        @Override
        public void header(BinaryWriter out) {
            TypeSerializer<Object> mapKey = format.mapKey();
            new StateHeader(
                            name,
                            format.kind(),
                            format.timed(),
                            format.value().snapshot(),
                            mapKey == null ? null : mapKey.snapshot(),
                            namespaces == null ? null : namespaces.snapshot())
                    .writeTo(out);
        }

        @Override
        public void groups(SegmentSink out) throws IOException {
            GroupedEntries groups = new GroupedEntries(range);
            long nowMs = expiry == null ? 0 : expiry.nowMs();
            tables.forEach((slice, table) -> table.forEach((key, cell) -> {
                Object left = expiry == null ? cell : expiry.left(cell, nowMs);
                if (left != null) {
                    write(groups, slice, key, left);
                }
            }));
            groups.writeTo(out);
        }

        private void write(GroupedEntries groups, Object slice, Object tableKey, Object cell) {
            Object key = tableKey instanceof Scoped scoped ? scoped.key() : tableKey;
            BinaryWriter writer = groups.entry(KeyGroups.groupOf(keyHash.applyAsInt(key), maxParallelism));
            keys.write(key, writer);
            if (namespaces != null) {
                namespaces.write(tableKey instanceof Scoped scoped ? scoped.namespace() : slice, writer);
            }
            format.write(cell, writer);
        }

        @Override
        public void release() {
            tables.values().forEach(KeyTable.Frozen::release);
        }
    }

    private record Passed(RestoredTables.Unread unread) implements Part {
        @Override
        public void header(BinaryWriter out) {
            unread.header().writeTo(out);
        }

        @Override
        public void groups(SegmentSink out) throws IOException {
            for (GroupedEntries.Group group : unread.groups()) {
                group.writeTo(out.writer());
                out.drain();
            }
        }

        @Override
        public void release() {}
    }
}
