package io.heddle.engine.state.heap;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.StateHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keyed state in the canonical form {@code keyed/1}, which every backend reads: per state a header with the written forms
 * of its types, then for each key group that has entries its number, its length and its entries.
 *
 * <p>Layout, all integers as in {@link BinaryWriter}: form of the keys; number of states; per state: name, kind, whether
 * values carry times, form of the values, form of the map's keys or nothing, form of the namespaces or nothing; then per state the key groups {@code (group,
 * length in bytes, count, entries)}, ended by group -1; a group may come again after others. An entry is key, namespace if there are any, cell. A group can be skipped without being understood.
 */
final class KeyedSnapshot implements SegmentBody {
    private final KeyPlaces places;
    private final TypeSnapshot keyForm;
    private final List<Part> parts = new ArrayList<>();

    /** What is written of one state. */
    private sealed interface Part {
        void header(BinaryWriter out);

        void groups(SegmentSink out) throws IOException;

        void release();
    }

    /** Of states whose keys are of today's form. */
    KeyedSnapshot(KeyPlaces places) {
        this(places, places.keys().snapshot());
    }

    /** Of states that were restored with keys of that form, and have not been read since. */
    KeyedSnapshot(KeyPlaces places, TypeSnapshot keyForm) {
        this.places = places;
        this.keyForm = keyForm;
    }

    /**
     * Adds a state.
     *
     * @param tables by slice; a single one under 0 if the state has no slices
     */
    void add(StateForm form, Map<Long, KeyTable.Frozen> tables) {
        parts.add(new Live(form, tables));
    }

    /** Passes a restored state with keys of this form on that this program has not asked for (yet). */
    void addUnread(UnreadStates.Unread unread) {
        parts.add(new Passed(unread));
    }

    @Override
    public void write(SegmentSink out) throws IOException {
        BinaryWriter writer = out.writer();
        StateHeader.writeForm(keyForm, writer);
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
        private final StateForm form;
        private final Map<Long, KeyTable.Frozen> tables;

        Live(StateForm form, Map<Long, KeyTable.Frozen> tables) {
            this.form = form;
            this.tables = tables;
        }

        @Override
        public void header(BinaryWriter out) {
            form.header().writeTo(out);
        }

        @Override
        public void groups(SegmentSink out) throws IOException {
            GroupedEntries groups = new GroupedEntries(places.range(), out);
            Expiry expiry = form.expiry();
            long nowMs = expiry == null ? 0 : expiry.nowMs();
            for (Map.Entry<Long, KeyTable.Frozen> each : tables.entrySet()) {
                Long slice = each.getKey();
                each.getValue().forEach((key, cell) -> {
                    Object left = expiry == null ? cell : expiry.left(cell, nowMs);
                    if (left != null) {
                        BinaryWriter entry = places.entry(key, groups);
                        form.writeKey(key, slice, places.keys(), entry);
                        form.format().write(left, entry);
                    }
                });
            }
            // The task copies what it changes as long as the views are held.
            release();
            groups.writeRest();
        }

        @Override
        public void release() {
            tables.values().forEach(KeyTable.Frozen::release);
        }
    }

    private record Passed(UnreadStates.Unread unread) implements Part {
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
