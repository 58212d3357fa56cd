package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.Compatibility;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import io.heddle.engine.state.StateSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a keyed operator found in its checkpoint, as bytes per state, until the program asks for the state by its
 * descriptor: only then is it known how to read it. What nobody asks for is passed on to the next checkpoint unread.
 */
final class RestoredTables {
    private final Compatibility compatibility;
    private final Map<StateName, Unread> byName = new LinkedHashMap<>();
    private final TypeSerializer<Object> keys;

    /** One state as written. */
    record Unread(StateHeader header, TypeSnapshot keyForm, List<GroupedEntries.Group> groups) {
        /** The same in the canonical form. */
        Unread plain() {
            return groups.stream().noneMatch(GroupedEntries.Group::logged)
                    ? this
                    : new Unread(header, keyForm, CollapsedGroups.of(this));
        }
    }

    private RestoredTables(String operatorId, TypeSerializer<Object> keys) {
        this.compatibility = new Compatibility(operatorId);
        this.keys = keys;
    }

    static RestoredTables read(StateSetup setup, TypeSerializer<Object> keys) throws IOException {
        RestoredTables tables = new RestoredTables(setup.operatorId(), keys);
        List<RestoredSegment> segments = setup.restore().ofKind(StateKind.KEYED);
        for (RestoredSegment segment : segments) {
            switch (segment.segment().format()) {
                case StateHeader.CANONICAL -> tables.addSegment(new BinaryReader(segment.read()), setup);
                case LoggedSnapshot.FORMAT, LoggedSnapshot.PIECE, HeapTimers.FORMAT -> {
                    // Logs are read as a whole, timers are others' business.
                }
                default ->
                    throw new HeddleException(
                            FaultCategory.CONFIGURATION,
                            "The keyed state of operator " + setup.operatorId() + " is in the format "
                                    + segment.segment().format() + ", which the heap does not read.",
                            "It was written by another state backend in that backend's own form.",
                            "Restore it with the backend it was written by (state.backend.type), or take a canonical"
                                    + " savepoint there first, which every backend reads.");
            }
        }
        for (List<Unread> log : RestoredLog.read(segments, setup.keyGroups())) {
            log.forEach(
                    each -> tables.state(each.header(), each.keyForm()).groups().addAll(each.groups()));
        }
        return tables;
    }

    private Unread state(StateHeader header, TypeSnapshot keyForm) {
        return byName.computeIfAbsent(header.stateName(), name -> new Unread(header, keyForm, new ArrayList<>()));
    }

    private void addSegment(BinaryReader in, StateSetup setup) {
        TypeSnapshot keyForm = StateHeader.readForm(in);
        List<Unread> states = new ArrayList<>();
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
            states.add(state(StateHeader.readFrom(in), keyForm));
        }
        for (Unread state : states) {
            state.groups().addAll(GroupedEntries.read(in, setup.keyGroups()));
        }
    }

    /** Takes what is read. */
    interface Target {
        void put(Object key, Object namespace, Object cell);

        void remove(Object key, Object namespace);
    }

    /**
     * Reads the state of that name, if there is one.
     *
     * @param namespaces of the state, null if it has none; then the target gets an empty string
     */
    void fill(
            StateName name, CellFormat format, @Nullable TypeSerializer<Object> namespaces, long nowMs, Target target) {
        Unread unread = byName.remove(name);
        if (unread == null) {
            return;
        }
        StateHeader header = unread.header();
        compatibility.requireKind(header, format.kind());
        TypeReader<?> keyReader = compatibility.reader(name.name() + " (key)", keys, unread.keyForm());
        TypeReader<?> values = compatibility.reader(name.name(), format.value(), header.value());
        TypeReader<?> mapKeys =
                compatibility.optionalReader(name.name() + " (map key)", format.mapKey(), header.mapKey());
        TypeReader<?> spaces =
                compatibility.optionalReader(name.name() + " (namespace)", namespaces, header.namespace());
        BinaryReader in = new BinaryReader();
        for (GroupedEntries.Group group : unread.groups()) {
            in.reset(group.entries());
            for (int i = 0; i < group.count(); i++) {
                boolean present = !group.logged() || in.readBoolean();
                Object key = keyReader.read(in);
                Object namespace = spaces == null ? "" : spaces.read(in);
                if (present) {
                    target.put(key, namespace, format.read(in, values, mapKeys, header.timed(), nowMs));
                } else {
                    target.remove(key, namespace);
                }
            }
        }
    }

    /** Adds what nobody has asked for, so that it is not lost. */
    void keepUnclaimed(KeyedSnapshot snapshot) {
        byName.replaceAll((name, unread) -> unread.plain());
        byName.values().forEach(snapshot::addUnread);
    }
}
