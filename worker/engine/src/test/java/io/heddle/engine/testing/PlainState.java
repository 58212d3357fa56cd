package io.heddle.engine.testing;

import io.heddle.api.functions.Function;
import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.NamespacedState;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.SliceState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Value state in a hash map, and no operator state: enough to test tasks, not to keep state. */
public final class PlainState implements StateBackend {

    @Override
    @SuppressWarnings("unchecked")
    public KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws IOException {
        Keyed keyed =
                new Keyed(setup, (TypeSerializer<Object>) setup.serializers().of(keyType));
        for (RestoredSegment segment : setup.restore().ofKind(StateKind.KEYED)) {
            keyed.saved.put(segment.segment().name(), segment.read());
        }
        return keyed;
    }

    @Override
    public OperatorState operator(StateSetup setup) {
        return new None();
    }

    private static final class Keyed implements KeyedStateBackend {
        private final StateSetup setup;
        private final TypeSerializer<Object> keys;
        private final Map<String, Map<Object, Object>> tables = new HashMap<>();
        private final Map<String, TypeSerializer<Object>> types = new HashMap<>();
        private final Map<String, byte[]> saved = new HashMap<>();
        private @Nullable Object key;

        Keyed(StateSetup setup, TypeSerializer<Object> keys) {
            this.setup = setup;
            this.keys = keys;
        }

        @Override
        public void setCurrentKey(Object key) {
            this.key = key;
        }

        @Override
        public Object currentKey() {
            return Objects.requireNonNull(key);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
            TypeSerializer<Object> type =
                    (TypeSerializer<Object>) setup.serializers().of(descriptor.getTypeInformation());
            types.put(descriptor.getName(), type);
            Map<Object, Object> table = tables.computeIfAbsent(descriptor.getName(), name -> restored(name, type));
            return (S) new ValueState<Object>() {
                @Override
                public @Nullable Object value() {
                    return table.get(currentKey());
                }

                @Override
                public void update(@Nullable Object value) {
                    if (value == null) {
                        table.remove(currentKey());
                    } else {
                        table.put(currentKey(), value);
                    }
                }

                @Override
                public void clear() {
                    table.remove(currentKey());
                }
            };
        }

        @Override
        public <S extends State> NamespacedState<S> state(
                StateDescriptor<S, ?> descriptor, TypeSerializer<?> namespaces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SliceState slices(String name, TypeInformation<?> valueType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TimerQueue timers(String name, TypeSerializer<?> namespaces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Object> keysOf(StateDescriptor<?, ?> descriptor) {
            throw new UnsupportedOperationException();
        }

        private Map<Object, Object> restored(String name, TypeSerializer<Object> type) {
            Map<Object, Object> table = new HashMap<>();
            byte[] bytes = saved.get(name);
            if (bytes != null) {
                BinaryReader in = new BinaryReader(bytes);
                for (int left = in.readInt(); left > 0; left--) {
                    table.put(keys.read(in), type.read(in));
                }
            }
            return table;
        }

        @Override
        public void snapshot(OperatorCheckpoint checkpoint) {
            tables.forEach((name, table) -> {
                Map<Object, Object> frozen = new HashMap<>(table);
                TypeSerializer<Object> type = Objects.requireNonNull(types.get(name));
                checkpoint.add(StateKind.KEYED, name, "plain/1", 0, 127, out -> {
                    BinaryWriter writer = out.writer();
                    writer.writeInt(frozen.size());
                    frozen.forEach((each, value) -> {
                        keys.write(each, writer);
                        type.write(value, writer);
                    });
                });
            });
        }

        @Override
        public void close() {}
    }

    private static final class None implements OperatorState {
        @Override
        public void initialize(Function function, @Nullable KeyedStateBackend keyed) {}

        @Override
        public void capture(Function function, OperatorCheckpoint checkpoint) {}

        @Override
        public void snapshot(OperatorCheckpoint checkpoint) {}

        @Override
        public <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> getRegisteredStateNames() {
            return Set.of();
        }

        @Override
        public Set<String> getRegisteredBroadcastStateNames() {
            return Set.of();
        }

        @Override
        public void close() {}
    }
}
