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
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All timers of one keyed operator on the heap; in checkpoints they are a {@link TimerSegment}. */
public final class HeapTimers {
    private final StateSetup setup;
    private final TypeSerializer<Object> keys;
    private final KeyHasher<Object> hasher;
    private final Map<String, Registered> queues = new LinkedHashMap<>();
    /** What no queue has asked for yet. */
    private final Map<String, Unread> unread = new LinkedHashMap<>();

    private record Registered(HeapTimerQueue queue, TypeSerializer<Object> namespaces) {}

    /** A queue as it was. */
    private record Frozen(KeyedTimer[] timers, TypeSerializer<Object> namespaces) {}

    private record Unread(TimerSegment.Queue queue, List<GroupedEntries.Group> groups) {}

    @SuppressWarnings("unchecked")
    private HeapTimers(StateSetup setup, TypeInformation<?> keyType) {
        this.setup = setup;
        this.keys = (TypeSerializer<Object>) setup.serializers().of(keyType);
        this.hasher = (KeyHasher<Object>) KeyHashers.of(keyType, setup.serializers());
    }

    /** The timers of an operator as its checkpoint has them. */
    public static HeapTimers restored(StateSetup setup, TypeInformation<?> keyType) throws IOException {
        HeapTimers timers = new HeapTimers(setup, keyType);
        TimerSegment.read(setup.restore(), setup.keyGroups(), timers::restore);
        return timers;
    }

    /** Adds timers of one key group to a queue that nobody has asked for yet. */
    public void restore(TimerSegment.Queue queue, int group, int count, BinaryReader entries) {
        Unread target = unread.computeIfAbsent(queue.name(), absent -> new Unread(queue, new ArrayList<>()));
        byte[] bytes = entries.readBytes(entries.remaining());
        target.groups().add(new GroupedEntries.Group(group, count, bytes, false));
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
        TypeReader<Object> keyReader = readerOf(name, keys, found.queue().keyForm());
        TypeReader<Object> namespaces =
                readerOf(name, target.namespaces, found.queue().namespaceForm());
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
                TimerSegment.NAME,
                TimerSegment.FORMAT,
                setup.keyGroups().first(),
                setup.keyGroups().last(),
                body);
    }

    /** On an I/O thread: of this object only what never changes is used. */
    private void write(SegmentSink out, Map<String, Frozen> frozen, Map<String, Unread> passed) throws IOException {
        BinaryWriter writer = out.writer();
        TypeSnapshot keyForm = keys.snapshot();
        List<TimerSegment.Queue> all = new ArrayList<>();
        frozen.forEach((name, each) ->
                all.add(new TimerSegment.Queue(name, keyForm, each.namespaces().snapshot())));
        passed.values().forEach(each -> all.add(each.queue()));
        TimerSegment.writeHead(keyForm, all, writer);
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
            writer.writeInt(TimerSegment.END_OF_GROUPS);
        }
        for (Unread each : passed.values()) {
            for (GroupedEntries.Group group : each.groups()) {
                group.writeTo(writer);
                out.drain();
            }
            writer.writeInt(TimerSegment.END_OF_GROUPS);
        }
    }
}
