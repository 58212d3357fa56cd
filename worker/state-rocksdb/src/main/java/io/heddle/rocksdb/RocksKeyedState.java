package io.heddle.rocksdb;

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
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.config.RocksSettings.TimerStore;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.state.Compatibility;
import io.heddle.engine.state.InitialValue;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.NamespacedState;
import io.heddle.engine.state.SliceState;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.CanonicalSegments;
import io.heddle.engine.state.heap.Expiry;
import io.heddle.engine.state.heap.HeapTimers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keyed state of one operator in a database of its own, with its timers unless they are on the heap. */
final class RocksKeyedState implements KeyedStateBackend {
    private final StateSetup setup;
    private final Path directory;
    private final boolean incremental;
    private final String id = UUID.randomUUID().toString();
    private final TypeSerializer<Object> keys;
    private final CurrentKey current;
    private final Catalog catalog;
    private final RocksTimers timers;
    /** Null if timers are in the database. */
    private final @Nullable HeapTimers heapTimers;

    private final Instance instance;
    private final SharedFiles shared = new SharedFiles();
    /** Where the files that {@link #shared} began with are, or empty. */
    private final String restoredHome;

    private final Map<StateName, Registered> states = new LinkedHashMap<>();
    private final Map<String, RocksSliceState> slices = new LinkedHashMap<>();

    /**
     * A state the program has asked for.
     *
     * @param state a {@link State} or a {@link RocksNamespacedState}
     */
    private record Registered(StateDescriptor<?, ?> descriptor, Object state, Cursor cursor) {}

    /** A family and the layout of its keys, for the program as it is now. */
    private record Claimed(StateInfo info, Family family, KeyLayout layout, boolean empty) {}

    @SuppressWarnings("unchecked")
    private RocksKeyedState(
            StateSetup setup, TypeInformation<?> keyType, RocksMaker maker, Path directory, RocksStateBackend.Form form)
            throws IOException {
        this.setup = setup;
        this.directory = directory;
        this.incremental = form.incremental();
        this.keys = (TypeSerializer<Object>) setup.serializers().of(keyType);
        this.current = new CurrentKey((KeyHasher<Object>) KeyHashers.of(keyType, setup.serializers()));
        this.catalog = new Catalog(new Compatibility(setup.operatorId()));
        this.heapTimers = form.timers() == TimerStore.HEAP ? HeapTimers.restored(setup, keyType) : null;
        NativeRestore found = NativeRestore.of(setup.restore(), setup.keyGroups());
        if (found.prepare(directory)) {
            shared.restored(found.shared());
        }
        this.restoredHome = found.home();
        Database database = maker.open(directory);
        this.instance = new Instance(database, setup.keyGroups(), setup.clock(), maker.memory());
        this.timers = new RocksTimers(setup, instance, keys, current, catalog);
        try {
            found.complete(database, catalog, maker);
            for (RestoredSegment segment : CanonicalSegments.of(setup.restore(), setup.keyGroups())) {
                new CanonicalImport(database, setup.keyGroups(), catalog).read(segment);
            }
            if (heapTimers == null) {
                timers.restore();
            } else {
                timers.moveTo(heapTimers);
            }
        } catch (IOException | RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    static RocksKeyedState restored(
            StateSetup setup, TypeInformation<?> keyType, RocksMaker maker, Path directory, RocksStateBackend.Form form)
            throws IOException {
        return new RocksKeyedState(setup, keyType, maker, directory, form);
    }

    @Override
    public void setCurrentKey(Object key) {
        current.set(key);
    }

    @Override
    public void setCurrentKey(Object key, int hash) {
        current.set(key, hash);
    }

    @Override
    public void expect(@Nullable Object[] coming, int[] hashes, int count) {
        for (Registered each : states.values()) {
            if (each.state instanceof State) {
                each.cursor.table().expect(coming, hashes, count, "");
            }
        }
        for (RocksSliceState each : slices.values()) {
            each.expect(coming, hashes, count);
        }
    }

    @Override
    public Object currentKey() {
        return current.key();
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

    private Registered registered(StateDescriptor<?, ?> descriptor, @Nullable TypeSerializer<Object> namespaces) {
        StateName name = new StateName(descriptor.getName(), namespaces != null);
        Registered known = states.get(name);
        if (known == null) {
            known = register(descriptor, namespaces);
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

    private Registered register(StateDescriptor<?, ?> descriptor, @Nullable TypeSerializer<Object> namespaces) {
        StateShape shape = StateShape.of(descriptor, setup.serializers(), namespaces, false);
        Claimed claimed = claim(shape);
        Contents contents = contents(shape);
        StateTable table = new StateTable(instance, claimed.family, claimed.layout, contents, keys, claimed.empty);
        Expiry expiry = Expiry.of(descriptor.getTtlConfig(), setup.clock());
        table.sweepBy(Sweep.of(descriptor.getTtlConfig(), instance, table, claimed.info, expiry));
        Cursor cursor = new Cursor(table, current, expiry);
        State state = stateOf(descriptor, cursor, contents);
        return new Registered(descriptor, namespaces == null ? state : new RocksNamespacedState(state, cursor), cursor);
    }

    private static Contents contents(StateShape shape) {
        TypeSerializer<Object> mapKeys = shape.mapKeys();
        if (mapKeys != null) {
            return new MapContents(mapKeys, shape.items());
        }
        return shape.kind() == StateDescriptor.Type.LIST
                ? new ListContents(shape.items())
                : new SingleContents(shape.items());
    }

    @SuppressWarnings("unchecked")
    private State stateOf(StateDescriptor<?, ?> descriptor, Cursor cursor, Contents contents) {
        if (descriptor instanceof ValueStateDescriptor<?> value) {
            return new RocksValueState(cursor, InitialValue.of(value, setup.serializers()));
        }
        if (descriptor instanceof ListStateDescriptor<?>) {
            return new RocksListState(cursor);
        }
        if (descriptor instanceof MapStateDescriptor<?, ?>) {
            return new RocksMapState(cursor, (MapContents) contents);
        }
        if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
            return new RocksReducingState(cursor, (ReduceFunction<Object>) reducing.getReduceFunction());
        }
        if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
            return new RocksAggregatingState(
                    cursor, (AggregateFunction<Object, Object, Object>) aggregating.getAggregateFunction());
        }
        throw new IllegalStateException("No such kind of state: " + descriptor);
    }

    /** The family of a state: a new one, the one that was found, or that one rewritten into today's form. */
    private Claimed claim(StateShape shape) {
        KeyLayout layout =
                new KeyLayout(keys, shape.sliced() ? null : shape.namespaces(), shape.sliced(), setup.maxParallelism());
        StateInfo old = catalog.find(new StateName(shape.name(), shape.namespaces() != null));
        if (old == null) {
            StateInfo wanted = Catalog.wanted(shape, keys, 1);
            catalog.put(wanted);
            return new Claimed(wanted, instance.database.family(wanted.family()), layout, true);
        }
        Migration migration = new Migration(old, shape, keys, catalog.compatibility());
        Family found = instance.database.family(old.family());
        if (!migration.isNeeded()) {
            return new Claimed(old, found, layout, false);
        }
        StateInfo wanted = Catalog.wanted(shape, keys, old.version() + 1);
        Family rewritten = instance.database.family(wanted.family());
        migration.run(instance, found, rewritten, layout, current);
        instance.database.drop(found);
        catalog.put(wanted);
        return new Claimed(wanted, rewritten, layout, false);
    }

    @Override
    @SuppressWarnings("unchecked")
    public SliceState slices(String name, TypeInformation<?> valueType) {
        RocksSliceState known = slices.get(name);
        if (known == null) {
            TypeSerializer<Object> times = (TypeSerializer<Object>)
                    (TypeSerializer<?>) setup.serializers().of(Types.LONG);
            StateShape shape =
                    StateShape.of(new ValueStateDescriptor<>(name, valueType), setup.serializers(), times, true);
            Claimed claimed = claim(shape);
            known = new RocksSliceState(
                    instance, claimed.family, claimed.layout, new SingleContents(shape.items()), keys, current);
            if (!claimed.empty) {
                known.discover();
            }
            slices.put(name, known);
        }
        return known;
    }

    @Override
    public TimerQueue timers(String name, TypeSerializer<?> namespaces) {
        return heapTimers == null ? timers.queue(name, namespaces) : heapTimers.queue(name, namespaces);
    }

    @Override
    public List<Object> keysOf(StateDescriptor<?, ?> descriptor) {
        List<Object> all = new ArrayList<>();
        try {
            eachKey(descriptor, all::add);
        } catch (Exception e) {
            throw new IllegalStateException("a list has refused a key", e);
        }
        return all;
    }

    @Override
    public void forEachKey(StateDescriptor<?, ?> descriptor, KeyVisitor visitor) throws Exception {
        eachKey(descriptor, key -> {
            setCurrentKey(key);
            visitor.visit(key);
        });
    }

    private void eachKey(StateDescriptor<?, ?> descriptor, KeyVisitor visitor) throws Exception {
        StateTable table = registered(descriptor, null).cursor.table();
        table.writeBack();
        instance.apply();
        BinaryReader in = new BinaryReader();
        try (Scan entries = instance.database.scan(table.family())) {
            entries.seekToFirst();
            while (entries.isValid()) {
                byte[] key = entries.key();
                Object found = table.layout().read(in.reset(key)).key();
                byte[] behind = KeyLayout.after(key, in.position());
                visitor.visit(found);
                // A map has many entries of one key: jump behind them all.
                entries.seek(behind);
            }
        }
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) {
        instance.writeBack();
        if (checkpoint.kind() == CheckpointKind.CHECKPOINT && incremental) {
            checkpoint.add(increment(checkpoint));
        } else if (checkpoint.kind().isNativeSavepoint()) {
            checkpoint.add(filesOf(checkpoint));
        } else {
            export(checkpoint);
            timers.export(checkpoint);
        }
        if (heapTimers != null) {
            heapTimers.snapshot(checkpoint);
        }
    }

    private SegmentSource increment(OperatorCheckpoint checkpoint) {
        Map<String, Slice> held = shared.held();
        long heldBytes = held.values().stream().mapToLong(Slice::length).sum();
        Set<Integer> families = instance.database.familyIds();
        if (!instance.changes.suffices(heldBytes, families)) {
            instance.changes.begin(checkpoint.checkpointId(), families);
            return filesOf(checkpoint);
        }
        return new ChangesSnapshot(contents(), held, instance.changes.cut(), shared.begin(checkpoint.checkpointId()));
    }

    private NativeSnapshot filesOf(OperatorCheckpoint checkpoint) {
        boolean sharing = checkpoint.kind() == CheckpointKind.CHECKPOINT;
        boolean sameHome = shared.isOwn() || checkpoint.home().equals(restoredHome);
        Map<String, Slice> known = sharing && sameHome ? shared.known() : Map.of();
        Map<String, Slice> written = sharing ? shared.begin(checkpoint.checkpointId()) : new HashMap<>();
        Links links = new Links(instance.database, directory.resolve("chk-" + checkpoint.checkpointId()));
        instance.hold(links);
        return new NativeSnapshot(
                instance.database, links, contents(), new NativeSnapshot.Sharing(sharing, known, written));
    }

    private NativeForm contents() {
        return new NativeForm(id, setup.keyGroups(), catalog.all(), catalog.timers(), List.of());
    }

    /** A segment for each form of keys: those of a state that nobody has asked for yet are as they were written. */
    private void export(OperatorCheckpoint checkpoint) {
        Map<TypeSnapshot, List<StateInfo>> byKeyForm = new LinkedHashMap<>();
        byKeyForm.put(keys.snapshot(), new ArrayList<>());
        for (StateInfo info : catalog.all()) {
            byKeyForm.computeIfAbsent(info.keyForm(), form -> new ArrayList<>()).add(info);
        }
        byKeyForm.forEach((keyForm, infos) -> checkpoint.add(
                StateKind.KEYED,
                "keyed",
                StateHeader.CANONICAL,
                setup.keyGroups().first(),
                setup.keyGroups().last(),
                canonical(keyForm, infos)));
    }

    private CanonicalExport canonical(TypeSnapshot keyForm, List<StateInfo> infos) {
        CanonicalExport export = new CanonicalExport(instance.database, setup.keyGroups(), keyForm);
        for (StateInfo info : infos) {
            Registered registered = states.get(info.header().stateName());
            Expiry expiry = registered == null ? null : registered.cursor.expiry();
            export.add(info, instance.database.family(info.family()), expiry);
        }
        return export;
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
        if (shared.completed(checkpointId)) {
            instance.changes.completed(checkpointId, shared.held().keySet());
        }
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        shared.aborted(checkpointId);
    }

    @Override
    public void close() {
        states.clear();
        slices.clear();
        instance.close();
    }
}
