package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.SegmentLabel;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import io.heddle.engine.state.StateHeader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keyed state of the heap as pieces of a {@link ChangeLog}.
 *
 * <p>Layout of the segment {@link #FORMAT}: form of the keys; number of states and a header for each, as in {@link
 * KeyedSnapshot}; number of pieces and the name of each, in the order of writing. Layout of a {@link #PIECE}: number of states;
 * per state its name, whether it has namespaces, whether what earlier pieces say of it is void, then key groups as in {@link
 * KeyedSnapshot}, where each entry begins with whether the key is there: if not, no cell follows. Within a group later entries
 * stand in for earlier ones of the same key.
 */
final class LoggedSnapshot implements SegmentSource {
    static final String FORMAT = "keyed-log/1";
    static final String PIECE = "keyed-log-piece/1";

    private final KeyPlaces places;
    private final ChangeLog.Plan plan;
    private final List<Part> parts;
    private final Consumer<Slice> written;

    /** A state as it was. */
    record Part(StateForm form, KeyTable.Frozen table) {}

    /** Pieces by plan; {@code written} hears where the new one is. */
    LoggedSnapshot(KeyPlaces places, ChangeLog.Plan plan, List<Part> parts, Consumer<Slice> written) {
        this.places = places;
        this.plan = plan;
        this.parts = parts;
        this.written = written;
    }

    @Override
    public void write(SegmentTarget target) throws IOException {
        // First what has to look at the tables: the task copies what it changes as long as they are held.
        target.writeShared(label(plan.name(), PIECE), this::writePiece, written);
        for (ChangeLog.Piece each : plan.earlier()) {
            target.refer(label(each.name(), PIECE), each.slice());
        }
        target.write(label("keyed-log", FORMAT), out -> writeHead(out.writer()));
    }

    private SegmentLabel label(String name, String format) {
        return new SegmentLabel(
                StateKind.KEYED,
                name,
                format,
                places.range().first(),
                places.range().last());
    }

    private void writeHead(BinaryWriter out) {
        StateHeader.writeForm(places.keys().snapshot(), out);
        out.writeVarInt(parts.size());
        parts.forEach(each -> each.form().header().writeTo(out));
        out.writeVarInt(plan.earlier().size() + 1);
        plan.earlier().forEach(each -> out.writeString(each.name()));
        out.writeString(plan.name());
    }

    private void writePiece(SegmentSink out) throws IOException {
        out.writer().writeVarInt(parts.size());
        for (Part part : parts) {
            HashRange range = plan.range();
            boolean whole = range == null || part.table().changes().whole();
            out.writer().writeString(part.form().name().name());
            out.writer().writeBoolean(part.form().name().namespaced());
            out.writer().writeBoolean(whole);
            GroupedEntries groups = new GroupedEntries(places.range(), out);
            EntryConsumer<IOException> entries = entries(part, groups, !whole);
            if (range == null || whole) {
                part.table().forEach(entries);
            } else {
                removed(part, groups);
                part.table().forEachChanged(range, entries);
            }
            part.table().release();
            groups.writeRest();
            out.writer().writeInt(-1);
            out.drain();
        }
    }

    /** What takes the entries of a state; of those that have expired earlier pieces may have something. */
    private EntryConsumer<IOException> entries(Part part, GroupedEntries groups, boolean tellsOfExpired) {
        Expiry expiry = part.form().expiry();
        long nowMs = expiry == null ? 0 : expiry.nowMs();
        return (key, cell) -> {
            Object left = expiry == null ? cell : expiry.left(cell, nowMs);
            if (left != null || tellsOfExpired) {
                BinaryWriter entry = places.entry(key, groups);
                entry.writeBoolean(left != null);
                part.form().writeKey(key, "", places.keys(), entry);
                if (left != null) {
                    part.form().format().write(left, entry);
                }
            }
        };
    }

    private void removed(Part part, GroupedEntries groups) throws IOException {
        for (List<Object> keys : part.table().changes().removed()) {
            for (Object key : keys) {
                if (!part.table().contains(key, places.tableHash(key))) {
                    BinaryWriter entry = places.entry(key, groups);
                    entry.writeBoolean(false);
                    part.form().writeKey(key, "", places.keys(), entry);
                }
            }
        }
    }

    @Override
    public void release() {
        parts.forEach(each -> each.table().release());
    }
}
