package io.heddle.engine.state.heap;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateSetup;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keyed state of one operator on the heap: a table per descriptor. */
final class HeapKeyedState implements KeyedStateBackend {
    private final StateSetup setup;
    private final TypeSerializer<Object> keys;
    private final CurrentKey current;
    private final RestoredTables restored;
    private final Map<String, Registered> states = new LinkedHashMap<>();
    private @Nullable Object lastKey;

    /** A state, its table and how its cells are written. */
    private record Registered(StateDescriptor<?, ?> descriptor, State state, KeyTable table, CellFormat format) {}

    @SuppressWarnings("unchecked")
    HeapKeyedState(StateSetup setup, TypeInformation<?> keyType) throws IOException {
        this.setup = setup;
        this.keys = (TypeSerializer<Object>) setup.serializers().of(keyType);
        this.current = new CurrentKey((KeyHasher<Object>) KeyHashers.of(keyType, setup.serializers()), keys);
        this.restored = RestoredTables.read(setup, keys);
    }

    @Override
    public void setCurrentKey(Object key) {
        lastKey = key;
        current.set(key);
    }

    @Override
    public Object currentKey() {
        return lastKey == null ? current.tableKey() : lastKey;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
        Registered known = states.get(descriptor.getName());
        if (known == null) {
            known = register(descriptor);
            states.put(descriptor.getName(), known);
        } else if (known.descriptor.getType() != descriptor.getType()) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "The operator already has a " + known.descriptor + ".",
                    "State is told apart by its name, and now a " + descriptor + " is asked for.",
                    "Give each state of an operator a name of its own.");
        }
        return (S) known.state;
    }

    private Registered register(StateDescriptor<?, ?> descriptor) {
        CellFormat format = new CellFormat(descriptor, setup.serializers());
        KeyTable table = new KeyTable(format.immutable() ? null : format::copy);
        restored.fill(
                descriptor.getName(), format, table, current, setup.clock().wallMs());
        Cell cell = new Cell(table, current, Expiry.of(descriptor.getTtlConfig(), setup.clock()));
        return new Registered(descriptor, stateOf(descriptor, cell), table, format);
    }

    @SuppressWarnings("unchecked")
    private static State stateOf(StateDescriptor<?, ?> descriptor, Cell cell) {
        if (descriptor instanceof ValueStateDescriptor<?> value) {
            return new HeapValueState(cell, value.getDefaultValue());
        }
        if (descriptor instanceof ListStateDescriptor<?>) {
            return new HeapListState(cell);
        }
        if (descriptor instanceof MapStateDescriptor<?, ?>) {
            return new HeapMapState(cell);
        }
        if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
            return new HeapReducingState(cell, (ReduceFunction<Object>) reducing.getReduceFunction());
        }
        if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
            return new HeapAggregatingState(
                    cell, (AggregateFunction<Object, Object, Object>) aggregating.getAggregateFunction());
        }
        throw new IllegalStateException("No such kind of state: " + descriptor);
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) {
        KeyedSnapshot body = new KeyedSnapshot(keys, current::hashOf, setup.maxParallelism(), setup.keyGroups());
        for (Registered each : states.values()) {
            Expiry expiry = Expiry.of(each.descriptor.getTtlConfig(), setup.clock());
            body.add(each.descriptor.getName(), each.format, each.table.freeze(), expiry);
        }
        restored.keepUnclaimed(body);
        checkpoint.add(
                StateKind.KEYED,
                "keyed",
                KeyedSnapshot.FORMAT,
                setup.keyGroups().first(),
                setup.keyGroups().last(),
                body);
    }

    @Override
    public void close() {
        states.clear();
    }
}
