package io.heddle.engine.state.heap;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.state.FoldedNumbers;
import io.heddle.engine.state.InitialValue;
import io.heddle.engine.state.NamespacedState;
import io.heddle.engine.state.OneKeyState;
import io.heddle.engine.state.SliceState;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keyed state of one operator on the heap: a table per descriptor, or a table per slice. */
final class HeapKeyedState implements OneKeyState {
    private final StateSetup setup;
    private final TypeSerializer<Object> keys;
    private final TypeSerializer<Object> sliceNames;
    private final CurrentKey current;
    private final RestoredTables restored;
    private final HeapTimers timers;
    private final KeyPlaces places;
    private final Increments increments;
    private final Map<StateName, Registered> states = new LinkedHashMap<>();
    private final Map<String, HeapSliceState> slices = new LinkedHashMap<>();
    /** The tables of states without namespaces. */
    private final List<KeyTable> byKey = new ArrayList<>();

    private final KeyForm keyForm;
    /** Those that are due whenever the key changes. */
    private Sweep[] everyRecord = {};

    private @Nullable Object lastKey;
    /** Only kept so that touching is not compiled away. */
    private int touched;

    /**
     * A state, its table and how its cells are written.
     *
     * @param state a {@link State}, a {@link HeapNamespacedState} or a {@link HeapFoldedNumbers}
     */
    private record Registered(
            StateDescriptor<?, ?> descriptor,
            Object state,
            KeyTable table,
            CellFormat format,
            @Nullable TypeSerializer<Object> namespaces) {}

    @SuppressWarnings("unchecked")
    HeapKeyedState(StateSetup setup, TypeInformation<?> keyType, long leastOfIncrements) throws IOException {
        this.setup = setup;
        this.keys = (TypeSerializer<Object>) setup.serializers().of(keyType);
        this.sliceNames =
                (TypeSerializer<Object>) (TypeSerializer<?>) setup.serializers().of(Types.LONG);
        KeyHasher<Object> hasher = (KeyHasher<Object>) KeyHashers.of(keyType, setup.serializers());
        this.current = new CurrentKey(hasher, keys);
        this.keyForm = KeyForm.of(keyType);
        this.restored = new RestoredTables(setup, keys, hasher);
        this.timers = HeapTimers.restored(setup, keyType);
        this.places = new KeyPlaces(keys, current::hashOf, setup.maxParallelism(), setup.keyGroups());
        this.increments = new Increments(leastOfIncrements, places);
    }

    @Override
    public void setCurrentKey(Object key) {
        lastKey = key;
        current.set(key);
        sweep();
    }

    @Override
    public void setCurrentKey(Object key, int hash) {
        lastKey = key;
        current.set(key, hash);
        sweep();
    }

    private void sweep() {
        for (Sweep each : everyRecord) {
            each.step();
        }
    }

    @Override
    public void expect(@Nullable Object[] coming, int[] hashes, int count) {
        for (KeyTable table : byKey) {
            touched += table.touch(hashes, count);
        }
        for (HeapSliceState each : slices.values()) {
            touched += each.touch(hashes, count);
        }
    }

    /** What the loads of {@link #expect} added up to; it means nothing. */
    int touched() {
        return touched;
    }

    @Override
    public Object currentKey() {
        return lastKey == null ? current.tableKey() : lastKey;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
        return (S) registered(descriptor, null).state;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends State> NamespacedState<S> state(StateDescriptor<S, ?> descriptor, TypeSerializer<?> namespaces) {
        return (NamespacedState<S>) registered(descriptor, (TypeSerializer<Object>) namespaces).state;
    }

    @Override
    public FoldedNumbers folded(ValueStateDescriptor<Object> descriptor, FieldAggregation<Object> aggregation) {
        StateName name = new StateName(descriptor.getName(), false);
        if (states.containsKey(name)) {
            throw new IllegalStateException("The operator already has a state named " + descriptor.getName() + ".");
        }
        CellFormat format = new CellFormat(descriptor, setup.serializers());
        KeyTable table = KeyTable.ofNumbers(keyForm, HeapFoldedNumbers.form(aggregation, format.value()));
        HeapFoldedNumbers state = new HeapFoldedNumbers(table, current, aggregation);
        fill(name, format, null, table);
        byKey.add(table);
        states.put(name, new Registered(descriptor, state, table, format, null));
        return state;
    }

    private Registered registered(StateDescriptor<?, ?> descriptor, @Nullable TypeSerializer<Object> namespaces) {
        StateName name = new StateName(descriptor.getName(), namespaces != null);
        Registered known = states.get(name);
        if (known == null) {
            known = register(name, descriptor, namespaces);
            states.put(name, known);
        } else if (known.descriptor.getType() != descriptor.getType()) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "The operator already has a " + known.descriptor + ".",
                    "State is told apart by its name, and now a " + descriptor + " is asked for.",
                    "Give each state of an operator a name of its own.");
        }
        return known;
    }

    private Registered register(
            StateName name, StateDescriptor<?, ?> descriptor, @Nullable TypeSerializer<Object> namespaces) {
        CellFormat format = new CellFormat(descriptor, setup.serializers());
        KeyTable table = format.table(namespaces == null ? keyForm : KeyForm.OBJECT);
        fill(name, format, namespaces, table);
        Expiry expiry = Expiry.of(descriptor.getTtlConfig(), setup.clock());
        Sweep sweep = Sweep.of(descriptor.getTtlConfig(), table, expiry);
        if (sweep != null && sweep.isForEveryRecord()) {
            everyRecord = Arrays.copyOf(everyRecord, everyRecord.length + 1);
            everyRecord[everyRecord.length - 1] = sweep;
        }
        if (namespaces == null) {
            byKey.add(table);
            State state = stateOf(descriptor, new Cell(table, current, expiry, sweep));
            return new Registered(descriptor, state, table, format, null);
        }
        NamespacedKey place = new NamespacedKey(current);
        Cell cell = new Cell(table, place, expiry, sweep);
        HeapNamespacedState state = new HeapNamespacedState(stateOf(descriptor, cell), cell, place);
        return new Registered(descriptor, state, table, format, namespaces);
    }

    private void fill(StateName name, CellFormat format, @Nullable TypeSerializer<Object> namespaces, KeyTable table) {
        TableTarget target = new TableTarget(table, places, namespaces != null);
        restore(name, format, namespaces, target);
        touched += target.touched();
    }

    private void restore(
            StateName name,
            CellFormat format,
            @Nullable TypeSerializer<Object> namespaces,
            RestoredTables.Target target) {
        try {
            restored.fill(name, format, namespaces, target);
        } catch (IOException e) {
            throw new UncheckedIOException("The state '" + name.name() + "' cannot be restored.", e);
        }
    }

    @SuppressWarnings("unchecked")
    private State stateOf(StateDescriptor<?, ?> descriptor, Cell cell) {
        if (descriptor instanceof ValueStateDescriptor<?> value) {
            return new HeapValueState(cell, InitialValue.of(value, setup.serializers()));
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
    public SliceState slices(String name, TypeInformation<?> valueType) {
        HeapSliceState known = slices.get(name);
        if (known == null) {
            CellFormat format = new CellFormat(new ValueStateDescriptor<>(name, valueType), setup.serializers());
            HeapSliceState made = new HeapSliceState(current, keyForm, format);
            RestoredTables.Target target = new RestoredTables.Target() {
                @Override
                public void put(Object key, Object slice, Object cell) {
                    made.table((Long) slice).put(key, current.hashOf(key), cell);
                }

                @Override
                public void remove(Object key, Object slice) {
                    made.table((Long) slice).remove(key, current.hashOf(key));
                }

                @Override
                public void removeAll(KeyGroupRange groups) {
                    made.tables().values().forEach(table -> places.removeFrom(table, groups));
                }
            };
            restore(new StateName(name, true), format, sliceNames, target);
            slices.put(name, made);
            known = made;
        }
        return known;
    }

    @Override
    public TimerQueue timers(String name, TypeSerializer<?> namespaces) {
        return timers.queue(name, namespaces);
    }

    @Override
    public List<Object> keysOf(StateDescriptor<?, ?> descriptor) {
        List<Object> all = new ArrayList<>();
        KeyTable.Frozen view = registered(descriptor, null).table.freeze();
        view.forEach((key, cell) -> all.add(key));
        view.release();
        return all;
    }

    @Override
    public void forget() {
        for (Registered each : states.values()) {
            if (each.namespaces == null && each.table.size() == 1) {
                each.table.remove(current.tableKey(), current.hash());
            }
            each.table.clear();
        }
        slices.values().forEach(HeapSliceState::clear);
    }

    @Override
    public void opened() throws IOException {
        restored.readRest();
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws IOException {
        KeyedSnapshot body = new KeyedSnapshot(places);
        List<Increments.Logged> logged = new ArrayList<>();
        states.forEach((name, each) -> {
            Expiry expiry = Expiry.of(each.descriptor.getTtlConfig(), setup.clock());
            StateForm form = new StateForm(name, each.format, each.namespaces, expiry);
            if (increments.has(each.table, checkpoint)) {
                logged.add(new Increments.Logged(form, each.table));
            } else {
                body.add(form, Map.of(0L, each.table.freeze()));
            }
        });
        increments.snapshot(logged, checkpoint);
        slices.forEach((name, each) -> {
            Map<Long, KeyTable.Frozen> frozen = new LinkedHashMap<>();
            each.tables().forEach((slice, table) -> frozen.put(slice, table.freeze()));
            body.add(new StateForm(new StateName(name, true), each.format(), sliceNames, null), frozen);
        });
        Map<TypeSnapshot, List<UnreadStates.Unread>> unclaimed = restored.unclaimed();
        List<UnreadStates.Unread> unread = unclaimed.remove(keys.snapshot());
        if (unread != null) {
            unread.forEach(body::addUnread);
        }
        add(body, checkpoint);
        unclaimed.forEach((keysBefore, states) -> {
            KeyedSnapshot passedOn = new KeyedSnapshot(places, keysBefore);
            states.forEach(passedOn::addUnread);
            add(passedOn, checkpoint);
        });
        timers.snapshot(checkpoint);
    }

    private void add(KeyedSnapshot body, OperatorCheckpoint checkpoint) {
        checkpoint.add(
                StateKind.KEYED,
                "keyed",
                StateHeader.CANONICAL,
                setup.keyGroups().first(),
                setup.keyGroups().last(),
                body);
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
        increments.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        increments.aborted(checkpointId);
    }

    @Override
    public void close() {
        states.clear();
        byKey.clear();
        slices.clear();
    }
}
