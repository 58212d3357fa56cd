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
    private final Map<StateName, Unread> byName = new LinkedHashMap<>();
    private final TypeSerializer<Object> keys;

    /** One state as written. */
    record Unread(Header header, TypeSnapshot keyForm, List<GroupedEntries.Group> groups) {}

    /** What is known of a state before its descriptor is. */
    record Header(
            String name,
            StateDescriptor.Type kind,
            boolean timed,
            TypeSnapshot value,
            @Nullable TypeSnapshot mapKey,
            @Nullable TypeSnapshot namespace) {

        static Header readFrom(BinaryReader in) {
            String name = in.readString();
            StateDescriptor.Type kind = StateDescriptor.Type.valueOf(in.readString());
            boolean timed = in.readBoolean();
            TypeSnapshot value = readForm(in);
            return new Header(name, kind, timed, value, readOptionalForm(in), readOptionalForm(in));
        }

        void writeTo(BinaryWriter out) {
            out.writeString(name);
            out.writeString(kind.name());
            out.writeBoolean(timed);
            KeyedSnapshot.writeForm(value, out);
            KeyedSnapshot.writeOptionalForm(mapKey, out);
            KeyedSnapshot.writeOptionalForm(namespace, out);
        }

        StateName stateName() {
            return new StateName(name, namespace != null);
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
            states.add(
                    byName.computeIfAbsent(header.stateName(), name -> new Unread(header, keyForm, new ArrayList<>())));
        }
        for (Unread state : states) {
            state.groups().addAll(GroupedEntries.read(in, setup.keyGroups()));
        }
    }

    private static TypeSnapshot readForm(BinaryReader in) {
        return TypeSnapshot.fromBytes(in.readBytes(in.readVarInt()));
    }

    private static @Nullable TypeSnapshot readOptionalForm(BinaryReader in) {
        return in.readBoolean() ? readForm(in) : null;
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
        Header header = unread.header();
        if (header.kind() != format.kind()) {
            throw incompatible(
                    name.name(), "it was " + header.kind() + " state and now is " + format.kind() + " state");
        }
        TypeReader<?> keyReader = readerOf(name.name() + " (key)", keys, unread.keyForm());
        TypeReader<?> values = readerOf(name.name(), format.value(), header.value());
        TypeReader<?> mapKeys = optionalReaderOf(name.name() + " (map key)", format.mapKey(), header.mapKey());
        TypeReader<?> spaces = optionalReaderOf(name.name() + " (namespace)", namespaces, header.namespace());
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

    private @Nullable TypeReader<?> optionalReaderOf(
            String what, @Nullable TypeSerializer<Object> serializer, @Nullable TypeSnapshot written) {
        return serializer == null || written == null ? null : readerOf(what, serializer, written);
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
