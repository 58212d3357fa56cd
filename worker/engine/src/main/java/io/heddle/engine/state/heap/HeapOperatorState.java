package io.heddle.engine.state.heap;

import io.heddle.api.functions.Function;
import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.ListCheckpointed;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.GenericTypeInfo;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateSetup;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operator state on the heap, for every backend: it is small by nature.
 *
 * <p>Written as {@code list/1} (form of the elements, count, elements) and {@code broadcast/1} (forms of keys and values,
 * count, entries). A segment's first key group is the parallelism it was written with, its last one the subtask.
 */
public final class HeapOperatorState implements OperatorState {
    static final String LIST_FORMAT = "list/1";
    static final String BROADCAST_FORMAT = "broadcast/1";
    private static final String LIST_CHECKPOINTED = "_list_checkpointed";

    private final StateSetup setup;
    private final RestoredLists restored;
    private final Map<String, Elements> lists = new LinkedHashMap<>();
    private final Map<String, BroadcastMap> broadcasts = new LinkedHashMap<>();

    public HeapOperatorState(StateSetup setup) throws IOException {
        this.setup = setup;
        this.restored = new RestoredLists(setup);
    }

    @Override
    public <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) throws IOException {
        return list(descriptor, StateKind.OPERATOR_ELEMENTS);
    }

    @Override
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) throws IOException {
        return list(descriptor, StateKind.OPERATOR_UNION);
    }

    @SuppressWarnings("unchecked")
    private <S> ListState<S> list(ListStateDescriptor<S> descriptor, StateKind kind) throws IOException {
        String name = descriptor.getName();
        Elements known = lists.get(name);
        if (known == null) {
            TypeSerializer<Object> elements =
                    (TypeSerializer<Object>) setup.serializers().of(descriptor.getElementType());
            known = new Elements(kind, elements, restored.elements(name, kind, elements));
            lists.put(name, known);
        } else if (known.kind != kind) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "The list state '" + name + "' is asked for both as split and as union state.",
                    "",
                    "Give the two lists different names.");
        }
        return (ListState<S>) known;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) throws IOException {
        String name = descriptor.getName();
        BroadcastMap known = broadcasts.get(name);
        if (known == null) {
            TypeSerializer<Object> keys =
                    (TypeSerializer<Object>) setup.serializers().of(descriptor.getKeyType());
            TypeSerializer<Object> values =
                    (TypeSerializer<Object>) setup.serializers().of(descriptor.getValueType());
            known = new BroadcastMap(keys, values, restored.broadcast(name, keys, values));
            broadcasts.put(name, known);
        }
        return (BroadcastState<K, V>) known;
    }

    @Override
    public Set<String> getRegisteredStateNames() {
        return Set.copyOf(lists.keySet());
    }

    @Override
    public Set<String> getRegisteredBroadcastStateNames() {
        return Set.copyOf(broadcasts.keySet());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void initialize(Function function, @Nullable KeyedStateBackend keyed) throws Exception {
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(new InitializationContext(setup.restore(), this, keyed));
        }
        if (function instanceof ListCheckpointed<?> simple) {
            Elements elements = (Elements) getListState(listCheckpointed());
            if (setup.restore().restored()) {
                ((ListCheckpointed<Serializable>) simple)
                        .restoreState((List<Serializable>) (List<?>) List.copyOf(elements.values));
            }
        }
    }

    @Override
    public void capture(Function function, OperatorCheckpoint checkpoint) throws Exception {
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(new SnapshotContext(checkpoint.checkpointId(), checkpoint.startedMs()));
        }
        if (function instanceof ListCheckpointed<?> simple) {
            List<?> state = simple.snapshotState(checkpoint.checkpointId(), checkpoint.startedMs());
            getListState(listCheckpointed()).update(state == null ? List.of() : new ArrayList<>(state));
        }
    }

    private static ListStateDescriptor<Object> listCheckpointed() {
        return new ListStateDescriptor<>(LIST_CHECKPOINTED, new GenericTypeInfo<>(Object.class));
    }

    @Override
    public void opened() throws IOException {
        restored.hold();
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws IOException {
        restored.snapshot(checkpoint);
        lists.forEach((name, list) ->
                add(checkpoint, list.kind, name, LIST_FORMAT, new ListBody(list.serializer, list.frozen())));
        broadcasts.forEach((name, map) -> add(
                checkpoint,
                StateKind.BROADCAST,
                name,
                BROADCAST_FORMAT,
                new BroadcastBody(map.keys(), map.values(), map.frozen())));
    }

    private void add(OperatorCheckpoint checkpoint, StateKind kind, String name, String format, SegmentBody body) {
        checkpoint.add(kind, name, format, setup.parallelism(), setup.subtask(), body);
    }

    @Override
    public void close() {
        lists.clear();
        broadcasts.clear();
    }

    /** The elements of one list state. */
    private static final class Elements implements ListState<Object> {
        private final StateKind kind;
        private final TypeSerializer<Object> serializer;
        private final List<Object> values;

        Elements(StateKind kind, TypeSerializer<Object> serializer, List<Object> values) {
            this.kind = kind;
            this.serializer = serializer;
            this.values = values;
        }

        List<Object> frozen() {
            if (serializer.immutable()) {
                return List.copyOf(values);
            }
            List<Object> copies = new ArrayList<>(values.size());
            values.forEach(each -> copies.add(serializer.copy(each)));
            return copies;
        }

        @Override
        public Iterable<Object> get() {
            return values;
        }

        @Override
        public void add(Object value) {
            values.add(value);
        }

        @Override
        public void addAll(@Nullable List<Object> more) {
            if (more != null) {
                values.addAll(more);
            }
        }

        @Override
        public void update(@Nullable List<Object> replacement) {
            List<Object> next = replacement == null ? List.of() : new ArrayList<>(replacement);
            values.clear();
            values.addAll(next);
        }

        @Override
        public void clear() {
            values.clear();
        }
    }

    private record ListBody(TypeSerializer<Object> serializer, List<Object> values) implements SegmentBody {
        @Override
        public void write(SegmentSink out) throws IOException {
            BinaryWriter writer = out.writer();
            StateHeader.writeForm(serializer.snapshot(), writer);
            writer.writeInt(values.size());
            for (Object value : values) {
                serializer.write(value, writer);
                out.drain();
            }
        }
    }

    private record BroadcastBody(
            TypeSerializer<Object> keys, TypeSerializer<Object> values, Map<Object, Object> entries)
            implements SegmentBody {
        @Override
        public void write(SegmentSink out) throws IOException {
            BinaryWriter writer = out.writer();
            StateHeader.writeForm(keys.snapshot(), writer);
            StateHeader.writeForm(values.snapshot(), writer);
            writer.writeInt(entries.size());
            for (Map.Entry<Object, Object> entry : entries.entrySet()) {
                keys.write(entry.getKey(), writer);
                values.write(entry.getValue(), writer);
                out.drain();
            }
        }
    }
}
