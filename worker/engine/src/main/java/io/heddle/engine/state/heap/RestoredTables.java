package io.heddle.engine.state.heap;

import io.heddle.api.state.StateDescriptor;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Resolution;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
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
    private final String operatorId;
    private final Map<String, Unread> byName = new LinkedHashMap<>();
    private final TypeSerializer<Object> keys;

    /** One state as written. */
    record Unread(Header header, TypeSnapshot keyForm, List<Group> groups) {}

    /** One key group of a state. */
    record Group(int number, int count, byte[] entries) {}

    /** What is known of a state before its descriptor is. */
    record Header(
            String name,
            StateDescriptor.Type kind,
            boolean timed,
            TypeSnapshot value,
            @Nullable TypeSnapshot mapKey) {

        static Header readFrom(BinaryReader in) {
            String name = in.readString();
            StateDescriptor.Type kind = StateDescriptor.Type.valueOf(in.readString());
            boolean timed = in.readBoolean();
            TypeSnapshot value = readForm(in);
            return new Header(name, kind, timed, value, in.readBoolean() ? readForm(in) : null);
        }

        void writeTo(BinaryWriter out) {
            out.writeString(name);
            out.writeString(kind.name());
            out.writeBoolean(timed);
            KeyedSnapshot.writeForm(value, out);
            out.writeBoolean(mapKey != null);
            if (mapKey != null) {
                KeyedSnapshot.writeForm(mapKey, out);
            }
        }
    }

    private RestoredTables(String operatorId, TypeSerializer<Object> keys) {
        this.operatorId = operatorId;
        this.keys = keys;
    }

    static RestoredTables read(StateSetup setup, TypeSerializer<Object> keys) throws IOException {
        RestoredTables tables = new RestoredTables(setup.operatorId(), keys);
        for (RestoredSegment segment : setup.restore().ofKind(StateKind.KEYED)) {
            String format = segment.segment().format();
            if (format.equals(KeyedSnapshot.FORMAT)) {
                tables.addSegment(new BinaryReader(segment.read()), setup);
            }
        }
        return tables;
    }

    private void addSegment(BinaryReader in, StateSetup setup) {
        TypeSnapshot keyForm = readForm(in);
        List<Unread> states = new ArrayList<>();
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
            Header header = Header.readFrom(in);
            states.add(byName.computeIfAbsent(header.name(), name -> new Unread(header, keyForm, new ArrayList<>())));
        }
        for (Unread state : states) {
            for (int group = in.readInt(); group >= 0; group = in.readInt()) {
                int length = in.readInt();
                int entries = in.readInt();
                if (setup.keyGroups().contains(group)) {
                    state.groups().add(new Group(group, entries, in.readBytes(length)));
                } else {
                    in.take(length);
                }
            }
        }
    }

    private static TypeSnapshot readForm(BinaryReader in) {
        return TypeSnapshot.fromBytes(in.readBytes(in.readVarInt()));
    }

    /** Reads the state of that name, if there is one, into its table. */
    void fill(String name, CellFormat format, KeyTable table, CurrentKey current, long nowMs) {
        Unread unread = byName.remove(name);
        if (unread == null) {
            return;
        }
        Header header = unread.header();
        if (header.kind() != format.kind()) {
            throw incompatible(name, "it was " + header.kind() + " state and now is " + format.kind() + " state");
        }
        TypeReader<?> keyReader = readerOf(name + " (key)", keys, unread.keyForm());
        TypeReader<?> values = readerOf(name, format.value(), header.value());
        TypeSerializer<Object> mapKey = format.mapKey();
        TypeReader<?> mapKeys = mapKey == null || header.mapKey() == null
                ? null
                : readerOf(name + " (map key)", mapKey, header.mapKey());
        BinaryReader in = new BinaryReader();
        for (Group group : unread.groups()) {
            in.reset(group.entries());
            for (int i = 0; i < group.count(); i++) {
                Object key = keyReader.read(in);
                table.put(key, current.hashOf(key), format.read(in, values, mapKeys, header.timed(), nowMs));
            }
        }
    }

    private <T> TypeReader<T> readerOf(String what, TypeSerializer<T> serializer, TypeSnapshot written) {
        Resolution<T> resolution = serializer.resolve(written);
        if (resolution instanceof Resolution.Migrate<T> migrate) {
            return migrate.reader();
        }
        if (resolution instanceof Resolution.Incompatible<T> incompatible) {
            throw incompatible(what, incompatible.reason());
        }
        return serializer;
    }

    private HeddleException incompatible(String state, String reason) {
        return new HeddleException(
                FaultCategory.CONFIGURATION,
                "The state '" + state + "' of operator " + operatorId + " cannot be restored.",
                "Its type has changed in a way that has no reading: " + reason + ".",
                "Change the type back, or give the operator another uid and start it without this state"
                        + " (--allowNonRestoredState).");
    }

    /** Adds what nobody has asked for, so that it is not lost. */
    void keepUnclaimed(KeyedSnapshot snapshot) {
        byName.values().forEach(snapshot::addUnread);
    }
}
