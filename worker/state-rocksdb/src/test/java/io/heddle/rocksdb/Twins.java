package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.state.AggregatingState;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.StateTtlConfig;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.NamespacedState;
import io.heddle.engine.state.SliceState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.testing.StateSetups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** An operator with state of every kind, once on the heap and once in RocksDB, at the same parallelism. */
final class Twins {
    private static final int MAX_PARALLELISM = 32;
    private static final int KEYS = 60;
    private static final TypeSerializer<String> NAMESPACES = StateSetups.SERIALIZERS.of(Types.STRING);
    private static final KeyHasher<String> HASHER = KeyHashers.of(Types.STRING, StateSetups.SERIALIZERS);

    private final Supplier<StateBackend> rocks;
    private final Random random;
    private final SettableClock clock;
    private final List<Subtask> heap = new ArrayList<>();
    private final List<Subtask> database = new ArrayList<>();

    private Twins(Supplier<StateBackend> rocks, Random random, SettableClock clock) {
        this.rocks = rocks;
        this.random = random;
        this.clock = clock;
    }

    static Twins fresh(Supplier<StateBackend> rocks, Random random, int parallelism) throws Exception {
        Twins twins = new Twins(rocks, random, new SettableClock(1_000_000));
        twins.open(parallelism, List.of(), List.of());
        return twins;
    }

    private void open(int parallelism, List<RestoredSegment> forHeap, List<RestoredSegment> forRocks) throws Exception {
        StateBackend onHeap = new HeapStateBackend(0L);
        StateBackend inRocks = rocks.get();
        for (int i = 0; i < parallelism; i++) {
            heap.add(new Subtask(onHeap.keyed(setup(i, parallelism, forHeap), Types.STRING)));
            database.add(new Subtask(inRocks.keyed(setup(i, parallelism, forRocks), Types.STRING)));
        }
    }

    private StateSetup setup(int subtask, int parallelism, List<RestoredSegment> segments) {
        return StateSetups.of(subtask, parallelism, MAX_PARALLELISM, StateSetups.restored(7, segments), clock);
    }

    int parallelism() {
        return heap.size();
    }

    /** One random operation on both. */
    void step(String where) throws Exception {
        String key = "key" + Math.abs((int) (random.nextGaussian() * KEYS / 3));
        int group = KeyGroups.groupOf(HASHER.hash(key), MAX_PARALLELISM);
        int subtask = KeyGroups.subtaskOf(group, MAX_PARALLELISM, parallelism());
        long seed = random.nextLong();
        Object expected = heap.get(subtask).operate(key, new Random(seed));
        Object actual = database.get(subtask).operate(key, new Random(seed));
        assertEquals(expected, actual, where + ", key " + key);
        if (random.nextInt(50) == 0) {
            clock.advanceMs(random.nextInt(400));
        }
    }

    /** A checkpoint that is being written. */
    record Taken(List<RestoredSegment> heap, CheckpointKind kind, CompletableFuture<List<RestoredSegment>> rocks) {
        List<RestoredSegment> written() {
            return rocks.join();
        }
    }

    Taken snapshot(long id, CheckpointKind kind) throws Exception {
        List<RestoredSegment> onHeap = new ArrayList<>();
        CompletableFuture<List<RestoredSegment>> all = CompletableFuture.completedFuture(List.of());
        for (int i = 0; i < parallelism(); i++) {
            onHeap.addAll(heap.get(i).snapshot(id, kind).written());
            MemoryCheckpoint part = database.get(i).snapshot(id, kind);
            all = all.thenCombine(CompletableFuture.supplyAsync(() -> written(part)), (before, more) -> {
                List<RestoredSegment> joined = new ArrayList<>(before);
                joined.addAll(more);
                return joined;
            });
        }
        return new Taken(onHeap, kind, all);
    }

    private static List<RestoredSegment> written(MemoryCheckpoint part) {
        try {
            return part.written();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A checkpoint of which nothing has been written yet, and that may never be. */
    record Begun(long id, CheckpointKind kind, List<MemoryCheckpoint> heap, List<MemoryCheckpoint> rocks) {
        Taken written() {
            return new Taken(all(heap), kind, CompletableFuture.completedFuture(all(rocks)));
        }

        private static List<RestoredSegment> all(List<MemoryCheckpoint> parts) {
            List<RestoredSegment> all = new ArrayList<>();
            parts.forEach(part -> all.addAll(Twins.written(part)));
            return all;
        }

        void discard() {
            heap.forEach(MemoryCheckpoint::discard);
            rocks.forEach(MemoryCheckpoint::discard);
        }
    }

    Begun begin(long id, CheckpointKind kind) throws Exception {
        Begun begun = new Begun(id, kind, new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < parallelism(); i++) {
            begun.heap.add(heap.get(i).snapshot(id, kind));
            begun.rocks.add(database.get(i).snapshot(id, kind));
        }
        return begun;
    }

    void aborted(long id) {
        heap.forEach(each -> each.state.checkpointAborted(id));
        database.forEach(each -> each.state.checkpointAborted(id));
    }

    void completed(long id) {
        heap.forEach(each -> each.state.checkpointCompleted(id));
        database.forEach(each -> each.state.checkpointCompleted(id));
    }

    /** The twins as they were, at another parallelism; if wanted and possible each out of the other's snapshot. */
    Twins restored(Taken taken, int parallelism, boolean crossed) throws Exception {
        List<RestoredSegment> fromRocks = taken.written();
        close();
        boolean canonical = fromRocks.stream()
                .allMatch(each ->
                        List.of("keyed/1", "timers/1").contains(each.segment().format()));
        Twins again = new Twins(rocks, random, clock);
        again.open(parallelism, crossed && canonical ? fromRocks : taken.heap(), crossed ? taken.heap() : fromRocks);
        return again;
    }

    void compareAll(String where) throws Exception {
        for (int i = 0; i < parallelism(); i++) {
            for (int key = 0; key < KEYS * 2; key++) {
                String name = "key" + key;
                int group = KeyGroups.groupOf(HASHER.hash(name), MAX_PARALLELISM);
                if (KeyGroups.subtaskOf(group, MAX_PARALLELISM, parallelism()) == i) {
                    assertEquals(heap.get(i).all(name), database.get(i).all(name), where + ", " + name);
                }
            }
            assertEquals(heap.get(i).whole(), database.get(i).whole(), where);
        }
    }

    void close() {
        heap.forEach(each -> each.state.close());
        database.forEach(each -> each.state.close());
    }

    /** Counts and sums, so that results differ from what is kept. */
    private static final class Mean implements AggregateFunction<Long, List<Long>, Double> {
        @Override
        public List<Long> createAccumulator() {
            return List.of(0L, 0L);
        }

        @Override
        public List<Long> add(Long value, List<Long> before) {
            return List.of(before.get(0) + 1, before.get(1) + value);
        }

        @Override
        public Double getResult(List<Long> kept) {
            return (double) kept.get(1) / kept.get(0);
        }

        @Override
        public List<Long> merge(List<Long> a, List<Long> b) {
            return List.of(a.get(0) + b.get(0), a.get(1) + b.get(1));
        }
    }

    /** One subtask on one backend. */
    private static final class Subtask {
        private final KeyedStateBackend state;
        private final ValueState<String> value;
        private final ValueState<Long> expiring;
        private final ListState<Long> list;
        private final ListState<String> expiringList;
        private final MapState<Integer, String> map;
        private final MapState<Integer, Long> expiringMap;
        private final ReducingState<Long> sum;
        private final AggregatingState<Long, Double> mean;
        private final NamespacedState<ListState<Long>> scopedLists;
        private final NamespacedState<ReducingState<Long>> scopedSums;
        private final NamespacedState<MapState<String, Long>> scopedMaps;
        private final SliceState slices;
        private final TimerQueue timers;

        Subtask(KeyedStateBackend state) {
            this.state = state;
            this.value = state.state(new ValueStateDescriptor<>("value", Types.STRING));
            this.expiring = state.state(expiring(new ValueStateDescriptor<>("expiring", Types.LONG), false));
            this.list = state.state(new ListStateDescriptor<>("list", Types.LONG));
            this.expiringList = state.state(expiring(new ListStateDescriptor<>("expiringList", Types.STRING), true));
            this.map = state.state(new MapStateDescriptor<>("map", Types.INT, Types.STRING));
            this.expiringMap =
                    state.state(expiring(new MapStateDescriptor<>("expiringMap", Types.INT, Types.LONG), true));
            this.sum = state.state(new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG));
            this.mean = state.state(new AggregatingStateDescriptor<>("mean", new Mean(), Types.LIST(Types.LONG)));
            this.scopedLists = state.state(new ListStateDescriptor<>("lists", Types.LONG), NAMESPACES);
            this.scopedSums = state.state(new ReducingStateDescriptor<>("sums", Long::sum, Types.LONG), NAMESPACES);
            this.scopedMaps = state.state(new MapStateDescriptor<>("maps", Types.STRING, Types.LONG), NAMESPACES);
            this.slices = state.slices("slices", Types.LONG);
            this.timers = state.timers("timers", NAMESPACES);
        }

        private static <D extends StateDescriptor<?, ?>> D expiring(D descriptor, boolean renewedByReading) {
            StateTtlConfig.Builder ttl = StateTtlConfig.newBuilder(Duration.ofMillis(700));
            if (renewedByReading) {
                ttl.setUpdateType(StateTtlConfig.UpdateType.OnReadAndWrite);
            }
            descriptor.enableTimeToLive(ttl.build());
            return descriptor;
        }

        MemoryCheckpoint snapshot(long id, CheckpointKind kind) throws Exception {
            MemoryCheckpoint checkpoint = new MemoryCheckpoint(id, kind, 0);
            state.snapshot(checkpoint);
            return checkpoint;
        }

        /** Does something; the result is what can be seen of it. */
        Object operate(String key, Random random) throws Exception {
            state.setCurrentKey(key);
            long number = random.nextInt(1_000);
            switch (random.nextInt(12)) {
                case 0 -> {
                    return onValues(number, random);
                }
                case 1 -> {
                    return onList(list, number, random);
                }
                case 2 -> {
                    return onList(expiringList, "e" + number, random);
                }
                case 3 -> {
                    return onMap(map, random.nextInt(20), "m" + number, random);
                }
                case 4 -> {
                    return onMap(expiringMap, random.nextInt(20), number, random);
                }
                case 5 -> {
                    sum.add(number);
                    return random.nextInt(5) == 0 ? String.valueOf(sum.get()) : "";
                }
                case 6 -> {
                    mean.add(number);
                    return String.valueOf(mean.get());
                }
                case 7 -> {
                    return onScoped("w" + random.nextInt(4), number, random);
                }
                case 8 -> {
                    return onSlices(number % 8, number, random);
                }
                case 9 -> {
                    return onTimers(key, number, random);
                }
                case 10 -> {
                    return onMap(scopedMaps.in("w" + random.nextInt(3)), "k" + number % 30, number, random);
                }
                default -> {
                    return random.nextInt(20) == 0 ? all(key) : String.valueOf(value.value());
                }
            }
        }

        private Object onValues(long number, Random random) throws Exception {
            switch (random.nextInt(6)) {
                case 0 -> value.clear();
                case 1 -> expiring.clear();
                case 2 -> expiring.update(number);
                case 3 -> {
                    return String.valueOf(expiring.value());
                }
                default -> value.update("v" + number);
            }
            return value.value() + "/" + expiring.value();
        }

        private static <T> Object onList(ListState<T> list, T element, Random random) throws Exception {
            switch (random.nextInt(8)) {
                case 0 -> list.clear();
                case 1 -> list.update(List.of(element, element));
                case 2 -> list.addAll(List.of(element, element, element));
                case 3 -> {
                    return copied(list.get());
                }
                default -> list.add(element);
            }
            return "";
        }

        private static <K, V> Object onMap(MapState<K, V> map, K key, V added, Random random) throws Exception {
            switch (random.nextInt(10)) {
                case 0 -> map.clear();
                case 1, 2 -> map.remove(key);
                case 3 -> map.putAll(Map.of(key, added));
                case 4 -> {
                    return map.contains(key) + "/" + map.isEmpty();
                }
                case 5 -> {
                    return String.valueOf(map.get(key));
                }
                case 6 -> {
                    for (var entries = map.iterator(); entries.hasNext(); ) {
                        if (entries.next().getKey().hashCode() % 3 == 0) {
                            entries.remove();
                        }
                    }
                }
                case 7 -> {
                    return copied(map);
                }
                default -> map.put(key, added);
            }
            return "";
        }

        private Object onScoped(String window, long number, Random random) throws Exception {
            switch (random.nextInt(6)) {
                case 0 -> {
                    scopedLists.merge(window, List.of("w0", "w1", "w2"));
                    scopedSums.merge(window, List.of("w0", "w1"));
                }
                case 1 -> {
                    scopedLists.in(window).clear();
                    scopedSums.in(window).clear();
                }
                case 2 -> {
                    return copied(scopedLists.in(window).get()) + "/"
                            + scopedSums.in(window).get();
                }
                default -> {
                    scopedLists.in(window).add(number);
                    scopedSums.in(window).add(number);
                }
            }
            return "";
        }

        private Object onSlices(long slice, long number, Random random) throws Exception {
            switch (random.nextInt(12)) {
                case 0 -> slices.drop(slice);
                case 1 -> {
                    return visited(slice);
                }
                case 2 -> {
                    return String.valueOf(slices.get(slice));
                }
                default ->
                    slices.fold(
                            slice, number, (before, added) -> before == null ? added : (Long) before + (Long) added);
            }
            return "";
        }

        private Map<Object, Object> visited(long slice) throws Exception {
            Map<Object, Object> seen = new TreeMap<>();
            slices.forEach(slice, seen::put);
            return seen;
        }

        private Object onTimers(String key, long number, Random random) {
            switch (random.nextInt(4)) {
                case 0 -> timers.remove(key, "w" + number % 3, number);
                case 1 -> {
                    TreeSet<String> due = new TreeSet<>();
                    for (KeyedTimer timer = timers.poll(number / 8); timer != null; timer = timers.poll(number / 8)) {
                        due.add(timer.toString());
                    }
                    return due;
                }
                default -> timers.add(key, "w" + number % 3, number);
            }
            return timers.nextMs();
        }

        /** All that one key has. */
        Object all(String key) throws Exception {
            state.setCurrentKey(key);
            List<Object> all = new ArrayList<>();
            all.add(String.valueOf(value.value()));
            all.add(String.valueOf(expiring.value()));
            all.add(copied(list.get()));
            all.add(copied(expiringList.get()));
            all.add(copied(map));
            all.add(copied(expiringMap));
            all.add(String.valueOf(sum.get()));
            all.add(String.valueOf(mean.get()));
            for (int window = 0; window < 4; window++) {
                all.add(copied(scopedLists.in("w" + window).get()));
                all.add(String.valueOf(scopedSums.in("w" + window).get()));
                all.add(copied(scopedMaps.in("w" + window)));
            }
            return all;
        }

        /** All that there is of all keys. */
        Object whole() throws Exception {
            List<Object> all = new ArrayList<>();
            for (long slice = 0; slice < 8; slice++) {
                all.add(visited(slice));
            }
            all.add(new TreeSet<>(state.keysOf(new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG))));
            all.add(new TreeSet<>(state.keysOf(new MapStateDescriptor<>("map", Types.INT, Types.STRING))));
            return all;
        }

        private static <T> List<T> copied(Iterable<T> elements) {
            List<T> copy = new ArrayList<>();
            elements.forEach(copy::add);
            return copy;
        }

        private static <K, V> Map<K, V> copied(MapState<K, V> map) throws Exception {
            Map<K, V> copy = new TreeMap<>();
            for (Map.Entry<K, V> entry : map.entries()) {
                copy.put(entry.getKey(), entry.getValue());
            }
            return copy;
        }
    }
}
