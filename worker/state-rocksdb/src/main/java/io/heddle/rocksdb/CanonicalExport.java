package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.heap.EntrySplitter;
import io.heddle.engine.state.heap.Expiry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/**
 * The states of a database in the canonical form {@code keyed/1}: bytes are rearranged, not understood, so that states which the
 * program has not asked for are handed on as well. Made on the task's thread with a view of the moment, written on an I/O thread.
 */
final class CanonicalExport implements SegmentBody {
    private final Database database;
    private final Snapshot view;
    private final KeyGroupRange range;
    private final TypeSnapshot keyForm;
    private final List<Part> parts = new ArrayList<>();

    /** One state, and how it expires; what has expired by {@code nowMs} is left out. */
    private record Part(
            StateInfo info, Family family, @Nullable Expiry expiry, long nowMs) {
        /** Whether a value or a map's entry has expired. */
        boolean hasExpired(BinaryReader item) {
            return expiry != null && expiry.isExpired(item.readLong(), nowMs);
        }
    }

    CanonicalExport(Database database, KeyGroupRange range, TypeSnapshot keyForm) {
        this.database = database.retain();
        this.view = database.view();
        this.range = range;
        this.keyForm = keyForm;
    }

    void add(StateInfo info, Family family, @Nullable Expiry expiry) {
        parts.add(new Part(info, family, expiry, expiry == null ? 0 : expiry.nowMs()));
    }

    @Override
    public void write(SegmentSink out) throws IOException {
        BinaryWriter writer = out.writer();
        StateHeader.writeForm(keyForm, writer);
        writer.writeVarInt(parts.size());
        for (Part part : parts) {
            part.info().header().writeTo(writer);
        }
        try (ReadOptions options = new ReadOptions().setSnapshot(view).setFillCache(false)) {
            for (Part part : parts) {
                try (Scan entries = database.scan(part.family(), options)) {
                    new Groups(part, out).write(entries);
                }
                writer.writeInt(-1);
                out.drain();
            }
        }
    }

    @Override
    public void release() {
        database.releaseView(view);
        database.release();
    }

    /** The entries of one state on their way, group by group. */
    private final class Groups {
        private final Part part;
        private final SegmentSink out;
        private final EntrySplitter splitter;
        private final BinaryWriter entries = new BinaryWriter(1 << 12);
        private final BinaryWriter list = new BinaryWriter(256);
        private final BinaryWriter map = new BinaryWriter(256);
        private final BinaryReader in = new BinaryReader();
        private byte[] mapPrefix = {};
        private int mapEntries;
        private int group = -1;
        private int count;

        Groups(Part part, SegmentSink out) {
            this.part = part;
            this.out = out;
            this.splitter = part.info().splitter();
        }

        void write(Scan source) throws IOException {
            for (source.seek(KeyLayout.groupStart(range.first())); source.isValid(); source.next()) {
                byte[] key = source.key();
                int now = in.reset(key).readBigEndianShort();
                if (now > range.last()) {
                    break;
                }
                if (now != group) {
                    endGroup();
                    group = now;
                }
                add(key, source.value());
            }
            endGroup();
        }

        private void add(byte[] key, byte[] value) {
            int at = KeyLayout.GROUP_BYTES;
            if (part.info().isList()) {
                addList(key, value);
                return;
            }
            if (part.hasExpired(in.reset(value))) {
                return;
            }
            if (part.info().isMap()) {
                in.reset(key, at, key.length - at);
                splitter.keyAndNamespace(in);
                addToMap(key, in.position(), value);
                return;
            }
            if (part.info().sliced()) {
                at += KeyLayout.SLICE_BYTES;
                entries.writeBytes(key, at, key.length - at);
                in.reset(key).take(KeyLayout.GROUP_BYTES);
                entries.writeLong(in.readSortableLong());
            } else {
                entries.writeBytes(key, at, key.length - at);
            }
            entries.writeBytes(value);
            count++;
        }

        private void addList(byte[] key, byte[] value) {
            list.clear();
            int elements = splitter.live(in.reset(value), part.expiry(), part.nowMs(), list);
            if (elements > 0) {
                entries.writeBytes(key, KeyLayout.GROUP_BYTES, key.length - KeyLayout.GROUP_BYTES);
                entries.writeVarInt(elements);
                entries.writeBytes(list.array(), 0, list.position());
                count++;
            }
        }

        private void addToMap(byte[] key, int prefixLength, byte[] value) {
            if (prefixLength != mapPrefix.length || !Arrays.equals(key, 0, prefixLength, mapPrefix, 0, prefixLength)) {
                endMap();
                mapPrefix = Arrays.copyOf(key, prefixLength);
            }
            map.writeBytes(key, prefixLength, key.length - prefixLength);
            map.writeBytes(value);
            mapEntries++;
        }

        private void endMap() {
            if (mapEntries > 0) {
                entries.writeBytes(mapPrefix, KeyLayout.GROUP_BYTES, mapPrefix.length - KeyLayout.GROUP_BYTES);
                entries.writeVarInt(mapEntries);
                entries.writeBytes(map.array(), 0, map.position());
                count++;
            }
            map.clear();
            mapEntries = 0;
        }

        private void endGroup() throws IOException {
            endMap();
            if (count > 0) {
                BinaryWriter writer = out.writer();
                writer.writeInt(group);
                writer.writeInt(entries.position());
                writer.writeInt(count);
                writer.writeBytes(entries.array(), 0, entries.position());
                out.drain();
            }
            entries.clear();
            count = 0;
        }
    }
}
