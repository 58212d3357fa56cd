package io.heddle.engine.state.heap;

import io.heddle.api.types.TypeInformation;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Resolution;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All timers of one keyed operator on the heap, whichever backend keeps its state, and their segment {@code timers/1} in
 * checkpoints: form of the keys; number of queues; per queue: name, form of the namespaces; then per queue the key groups as
 * in {@link KeyedSnapshot}, an entry being time, key, namespace.
 */
public final class HeapTimers {
    static final String FORMAT = "timers/1";

    private final StateSetup setup;
    private final TypeSerializer<Object> keys;
    private final KeyHasher<Object> hasher;
    private final Map<String, Registered> queues = new LinkedHashMap<>();
    /** What no queue has asked for yet. */
    private final Map<String, Unread> unread = new LinkedHashMap<>();

    private record Registered(HeapTimerQueue queue, TypeSerializer<Object> namespaces) {}

    /** A queue as it was. */
    private record Frozen(KeyedTimer[] timers, TypeSerializer<Object> namespaces) {}

    private record Unread(TypeSnapshot keyForm, TypeSnapshot namespaceForm, List<GroupedEntries.Group> groups) {}

    @SuppressWarnings("unchecked")
    private HeapTimers(StateSetup setup, TypeInformation<?> keyType) {
        this.setup = setup;
        this.keys = (TypeSerializer<Object>) setup.serializers().of(keyType);
        this.hasher = (KeyHasher<Object>) KeyHashers.of(keyType, setup.serializers());
    }

    /** The timers of an operator as its checkpoint has them. */
    public static HeapTimers restored(StateSetup setup, TypeInformation<?> keyType) throws IOException {
        HeapTimers timers = new HeapTimers(setup, keyType);
        for (RestoredSegment segment : setup.restore().ofKind(StateKind.KEYED)) {
            if (segment.segment().format().equals(FORMAT)) {
                segment.read(timers::addSegment);
            }
        }
        return timers;
    }

    private void addSegment(BinaryReader in) throws IOException {
        TypeSnapshot keyForm = readForm(in);
        List<Unread> inOrder = new ArrayList<>();
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            TypeSnapshot namespaces = readForm(in);
            inOrder.add(unread.computeIfAbsent(name, absent -> new Unread(keyForm, namespaces, new ArrayList<>())));
        }
        for (Unread each : inOrder) {
            each.groups().addAll(GroupedEntries.read(in, setup.keyGroups()));
        }
    }

    private static TypeSnapshot readForm(BinaryReader in) {
        return TypeSnapshot.fromBytes(in.readBytes(in.readVarInt()));
    }

    /** The queue of that name; always the same. */
    @SuppressWarnings("unchecked")
    public TimerQueue queue(String name, TypeSerializer<?> namespaces) {
        Registered known = queues.get(name);
        if (known == null) {
            known = new Registered(new HeapTimerQueue(this::owned), (TypeSerializer<Object>) namespaces);
            fill(name, known);
            queues.put(name, known);
        }
        return known.queue;
    }

    private Object owned(Object key) {
        return keys.immutable() ? key : keys.copy(key);
    }

    private void fill(String name, Registered target) {
        Unread found = unread.remove(name);
        if (found == null) {
            return;
        }
        TypeReader<Object> keyReader = readerOf(name, keys, found.keyForm());
        TypeReader<Object> namespaces = readerOf(name, target.namespaces, found.namespaceForm());
        BinaryReader in = new BinaryReader();
        for (GroupedEntries.Group group : found.groups()) {
            in.reset(group.entries());
            for (int i = 0; i < group.count(); i++) {
                long timeMs = in.readLong();
                Object key = keyReader.read(in);
                target.queue.add(key, namespaces.read(in), timeMs);
            }
        }
    }

    private TypeReader<Object> readerOf(String name, TypeSerializer<Object> serializer, TypeSnapshot written) {
        Resolution<Object> resolution = serializer.resolve(written);
        if (resolution instanceof Resolution.Migrate<Object> migrate) {
            return migrate.reader();
        }
        if (resolution instanceof Resolution.Incompatible<Object> incompatible) {
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "The timers '" + name + "' of operator " + setup.operatorId() + " cannot be restored.",
                    "The type of their keys or windows has changed in a way that has no reading: "
                            + incompatible.reason() + ".",
                    "Change the type back, or give the operator another uid and start it without this state"
                            + " (--allowNonRestoredState).");
        }
        return serializer;
    }

    /** Hands all timers over as one segment, if there are any. */
    public void snapshot(OperatorCheckpoint checkpoint) {
        if (queues.isEmpty() && unread.isEmpty()) {
            return;
        }
        Map<String, Frozen> frozen = new LinkedHashMap<>();
        queues.forEach((name, each) -> frozen.put(name, new Frozen(each.queue.frozen(), each.namespaces)));
        Map<String, Unread> passed = new LinkedHashMap<>(unread);
        SegmentBody body = out -> write(out, frozen, passed);
        checkpoint.add(
                StateKind.KEYED,
                "timers",
                FORMAT,
                setup.keyGroups().first(),
                setup.keyGroups().last(),
                body);
    }

    /** On an I/O thread: of this object only what never changes is used. */
    private void write(SegmentSink out, Map<String, Frozen> frozen, Map<String, Unread> passed) throws IOException {
        BinaryWriter writer = out.writer();
        StateHeader.writeForm(keys.snapshot(), writer);
        writer.writeVarInt(frozen.size() + passed.size());
        frozen.forEach((name, each) -> {
            writer.writeString(name);
            StateHeader.writeForm(each.namespaces().snapshot(), writer);
        });
        passed.forEach((name, each) -> {
            writer.writeString(name);
            StateHeader.writeForm(each.namespaceForm(), writer);
        });
        for (Frozen each : frozen.values()) {
            GroupedEntries groups = new GroupedEntries(setup.keyGroups(), out);
            for (KeyedTimer timer : each.timers()) {
                int hash = hasher.hash(timer.key());
                BinaryWriter entry = groups.entry(KeyGroups.groupOf(hash, setup.maxParallelism()));
                entry.writeLong(timer.timeMs());
                keys.write(timer.key(), entry);
                each.namespaces().write(timer.namespace(), entry);
            }
            groups.writeRest();
            writer.writeInt(-1);
        }
        for (Unread each : passed.values()) {
            for (GroupedEntries.Group group : each.groups()) {
                group.writeTo(writer);
                out.drain();
            }
            writer.writeInt(-1);
        }
    }
}
