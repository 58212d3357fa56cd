package io.heddle.rocksdb;

import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.RocksSettings.TimerStore;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.testing.StateSetups;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures what timers cost the task's thread, in processor time, and what they add to checkpoints: on the heap, in RocksDB with all of
 * them in the object cache, and in RocksDB with a cache that has room for few. Several turns, one after the other; the least counts.
 */
final class TimerCosts {
    private static final int TIMERS = 1_000_000;
    private static final int TURNS = 3;
    private static final long DAY_MS = 86_400_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PrintStream out;
    private final Path directory;

    private enum Way {
        HEAP(TimerStore.HEAP, 256 << 20),
        ROCKSDB_ALL_CACHED(TimerStore.ROCKSDB, 256 << 20),
        ROCKSDB_FEW_CACHED(TimerStore.ROCKSDB, 8 << 20);

        private final TimerStore store;
        private final long cacheBytes;

        Way(TimerStore store, long cacheBytes) {
            this.store = store;
            this.cacheBytes = cacheBytes;
        }
    }

    private TimerCosts(PrintStream out, Path directory) {
        this.out = out;
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("timer-costs");
        try {
            new TimerCosts(System.out, directory).run();
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private void run() throws Exception {
        out.println(
                "way, ns to register and fire soon, ns to register far, ns to fire far, ns per restored and fired timer,"
                        + " bytes of first checkpoint, of one after 1 % changed, ms of pause of the second");
        for (int turn = 0; turn < TURNS; turn++) {
            for (Way way : Way.values()) {
                measure(way);
            }
        }
    }

    private static long cpuNs() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private KeyedStateBackend open(Way way, OperatorRestore restore) throws Exception {
        StateSetup setup = StateSetups.of(0, 1, 128, restore, new SettableClock(0));
        return Backends.make(directory, way.cacheBytes, true, way.store).keyed(setup, Types.LONG);
    }

    private static TimerQueue timersOf(KeyedStateBackend state) {
        return state.timers("t", StateSetups.SERIALIZERS.of(Types.LONG));
    }

    private void measure(Way way) throws Exception {
        long soon = soon(way);
        KeyedStateBackend state = open(way, OperatorRestore.NONE);
        TimerQueue timers = timersOf(state);
        Random random = new Random(1);
        long[] times = new long[TIMERS];
        Arrays.setAll(times, i -> random.nextLong(DAY_MS));
        long startNs = cpuNs();
        for (int key = 0; key < TIMERS; key++) {
            Long boxed = (long) key;
            state.setCurrentKey(boxed);
            timers.add(boxed, 0L, times[key]);
        }
        long register = (cpuNs() - startNs) / TIMERS;
        MemoryCheckpoint first = taken(state, 1);
        first.written();
        state.checkpointCompleted(1);
        for (int i = 0; i < TIMERS / 100; i++) {
            int key = random.nextInt(TIMERS);
            timers.remove((long) key, 0L, times[key]);
            times[key] = random.nextLong(DAY_MS);
            timers.add((long) key, 0L, times[key]);
        }
        startNs = cpuNs();
        MemoryCheckpoint second = taken(state, 2);
        double pauseMs = (cpuNs() - startNs) / 1e6;
        var segments = second.written();
        state.checkpointCompleted(2);
        long fire = fire(timers);
        state.close();
        startNs = cpuNs();
        KeyedStateBackend again = open(way, new OperatorRestore(true, 2, segments));
        TimerQueue restored = timersOf(again);
        fire(restored);
        long restoreAndFire = (cpuNs() - startNs) / TIMERS;
        again.close();
        out.printf(
                Locale.ROOT,
                "%s, %d, %d, %d, %d, %d, %d, %.1f%n",
                way,
                soon,
                register,
                fire,
                restoreAndFire,
                first.newBytes(),
                second.newBytes(),
                pauseMs);
    }

    private static MemoryCheckpoint taken(KeyedStateBackend state, long id) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(id, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        return checkpoint;
    }

    /** 100,000 keys, each of whose timers is due when a hundredth of the keys have come after it. */
    private long soon(Way way) throws Exception {
        KeyedStateBackend state = open(way, OperatorRestore.NONE);
        TimerQueue timers = timersOf(state);
        int keys = 100_000;
        int records = 2_000_000;
        long startNs = 0;
        for (int i = -records; i < records; i++) {
            if (i == 0) {
                startNs = cpuNs();
            }
            Long key = (long) Math.floorMod(i * 7_919, keys);
            state.setCurrentKey(key);
            timers.add(key, 0L, i + keys / 100);
            while (timers.poll(i) != null) {
                // Fired.
            }
        }
        long ns = (cpuNs() - startNs) / records;
        state.close();
        return ns;
    }

    private static long fire(TimerQueue timers) {
        long startNs = cpuNs();
        int fired = 0;
        for (long nowMs = 0; nowMs <= DAY_MS; nowMs += DAY_MS / 1_000) {
            while (timers.poll(nowMs) != null) {
                fired++;
            }
        }
        if (fired != TIMERS || !timers.isEmpty()) {
            throw new IllegalStateException(fired + " timers have fired");
        }
        return (cpuNs() - startNs) / TIMERS;
    }
}
