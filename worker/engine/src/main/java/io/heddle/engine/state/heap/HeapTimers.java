package io.heddle.engine.state.heap;

import io.heddle.api.types.TypeInformation;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.Compatibility;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All timers of one keyed operator on the heap; in checkpoints they are a {@link TimerSegment}. */
public final class HeapTimers {
    private final StateSetup setup;
    private final Compatibility compatibility;
    private final TypeSerializer<Object> keys;
    private final KeyHasher<Object> hasher;
    private final Map<String, Registered> queues = new LinkedHashMap<>();
    /** What no queue has asked for yet; tasks that had asked wrote in another form than those that passed it on. */
    private final Map<TimerSegment.Queue, Unread> unread = new LinkedHashMap<>();

    private record Registered(HeapTimerQueue queue, TypeSerializer<Object> namespaces) {}

    /** A queue as it was. */
    private record Frozen(KeyedTimer[] timers, TypeSerializer<Object> namespaces) {}

    private record Unread(TimerSegment.Queue queue, List<GroupedEntries.Group> groups) {}

    @SuppressWarnings("unchecked")
    private HeapTimers(StateSetup setup, TypeInformation<?> keyType) {
        this.setup = setup;
        this.compatibility = new Compatibility(setup.operatorId());
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
        Unread target = unread.computeIfAbsent(queue, absent -> new Unread(queue, new ArrayList<>()));
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
        List<Unread> found = unread.values().stream()
                .filter(each -> each.queue().name().equals(name))
                .toList();
        for (Unread each : found) {
            unread.remove(each.queue());
            fill(target, each);
        }
    }

    private void fill(Registered target, Unread written) {
        String keysOf = written.queue().name() + " (key of timers)";
        TypeReader<Object> keyReader =
                compatibility.reader(keysOf, keys, written.queue().keyForm());
        TypeReader<Object> namespaces = compatibility.reader(
                written.queue().name() + " (namespace of timers)",
                target.namespaces,
                written.queue().namespaceForm());
        BinaryReader in = new BinaryReader();
        for (GroupedEntries.Group group : written.groups()) {
            in.reset(group.entries());
            for (int i = 0; i < group.count(); i++) {
                long timeMs = in.readLong();
                Object key = keyReader.read(in);
                if (keyReader != keys) {
                    compatibility.requireGroup(keysOf, groupOf(key), group.number());
                }
                target.queue.add(key, namespaces.read(in), timeMs);
            }
        }
    }

    private int groupOf(Object key) {
        return KeyGroups.groupOf(hasher.hash(key), setup.maxParallelism());
    }

    /** Hands all timers over, if there are any: a segment for each form of their keys. */
    public void snapshot(OperatorCheckpoint checkpoint) {
        Map<String, Frozen> frozen = new LinkedHashMap<>();
        queues.forEach((name, each) -> frozen.put(name, new Frozen(each.queue.frozen(), each.namespaces)));
        Map<TypeSnapshot, List<Unread>> passed = unread.values().stream()
                .collect(
                        Collectors.groupingBy(each -> each.queue().keyForm(), LinkedHashMap::new, Collectors.toList()));
        TypeSnapshot keyForm = keys.snapshot();
        List<Unread> alike = passed.remove(keyForm);
        if (!frozen.isEmpty() || alike != null) {
            List<Unread> beside = alike == null ? List.of() : alike;
            add(out -> write(out, keyForm, frozen, beside), checkpoint);
        }
        passed.forEach((keysBefore, each) -> add(out -> write(out, keysBefore, Map.of(), each), checkpoint));
    }

    private void add(SegmentBody body, OperatorCheckpoint checkpoint) {
        checkpoint.add(
                StateKind.KEYED,
                TimerSegment.NAME,
                TimerSegment.FORMAT,
                setup.keyGroups().first(),
                setup.keyGroups().last(),
                body);
    }

    /** On an I/O thread: of this object only what never changes is used. */
    private void write(SegmentSink out, TypeSnapshot keyForm, Map<String, Frozen> frozen, List<Unread> passed)
            throws IOException {
        BinaryWriter writer = out.writer();
        List<TimerSegment.Queue> all = new ArrayList<>();
        frozen.forEach((name, each) ->
                all.add(new TimerSegment.Queue(name, keyForm, each.namespaces().snapshot())));
        passed.forEach(each -> all.add(each.queue()));
        TimerSegment.writeHead(keyForm, all, writer);
        for (Frozen each : frozen.values()) {
            GroupedEntries groups = new GroupedEntries(setup.keyGroups(), out);
            for (KeyedTimer timer : each.timers()) {
                BinaryWriter entry = groups.entry(groupOf(timer.key()));
                entry.writeLong(timer.timeMs());
                keys.write(timer.key(), entry);
                each.namespaces().write(timer.namespace(), entry);
            }
            groups.writeRest();
            writer.writeInt(TimerSegment.END_OF_GROUPS);
        }
        for (Unread each : passed) {
            for (GroupedEntries.Group group : each.groups()) {
                group.writeTo(writer);
                out.drain();
            }
            writer.writeInt(TimerSegment.END_OF_GROUPS);
        }
    }
}
