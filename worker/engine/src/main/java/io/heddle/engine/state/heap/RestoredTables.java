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
    record Unread(StateHeader header, TypeSnapshot keyForm, List<GroupedEntries.Group> groups) {}

    private RestoredTables(String operatorId, TypeSerializer<Object> keys) {
        this.compatibility = new Compatibility(operatorId);
        this.keys = keys;
    }

    static RestoredTables read(StateSetup setup, TypeSerializer<Object> keys) throws IOException {
        RestoredTables tables = new RestoredTables(setup.operatorId(), keys);
        for (RestoredSegment segment : setup.restore().ofKind(StateKind.KEYED)) {
            String format = segment.segment().format();
            if (format.equals(StateHeader.CANONICAL)) {
                tables.addSegment(new BinaryReader(segment.read()), setup);
            } else if (!format.equals(HeapTimers.FORMAT)) {
                throw new HeddleException(
                        FaultCategory.CONFIGURATION,
                        "The keyed state of operator " + setup.operatorId() + " is in the format " + format
                                + ", which the heap does not read.",
                        "It was written by another state backend in that backend's own form.",
                        "Restore it with the backend it was written by (state.backend.type), or take a canonical"
                                + " savepoint there first, which every backend reads.");
            }
        }
        return tables;
    }

    private void addSegment(BinaryReader in, StateSetup setup) {
        TypeSnapshot keyForm = StateHeader.readForm(in);
        List<Unread> states = new ArrayList<>();
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
            StateHeader header = StateHeader.readFrom(in);
            states.add(
                    byName.computeIfAbsent(header.stateName(), name -> new Unread(header, keyForm, new ArrayList<>())));
        }
        for (Unread state : states) {
            state.groups().addAll(GroupedEntries.read(in, setup.keyGroups()));
        }
    }

    /** Takes what is read. */
    @FunctionalInterface
    interface Target {
        void put(Object key, Object namespace, Object cell);
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
                Object key = keyReader.read(in);
                Object namespace = spaces == null ? "" : spaces.read(in);
                target.put(key, namespace, format.read(in, values, mapKeys, header.timed(), nowMs));
            }
        }
    }

    /** Adds what nobody has asked for, so that it is not lost. */
    void keepUnclaimed(KeyedSnapshot snapshot) {
        byName.values().forEach(snapshot::addUnread);
    }
}
