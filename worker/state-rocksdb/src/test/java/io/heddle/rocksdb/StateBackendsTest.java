package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.config.RocksSettings.Predefined;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.testing.StateSetups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;

/** The options that users know, from their names to what the databases do. */
class StateBackendsTest {
    private static final long MANAGED_BYTES = 64 << 20;
    private static final int SLOTS = 4;

    @TempDir
    Path directory;

    @BeforeEach
    void load() {
        // All tests of a process share the library, which cannot be unloaded: its directory outlives them.
        NativeRocks.load(Path.of("target", "rocksdb-native").toAbsolutePath());
    }

    private static Configuration settings(Map<String, String> properties) {
        return Configuration.of(properties, Origin.PROGRAM);
    }

    private StateBackends worker(Map<String, String> properties) {
        return new StateBackends(
                settings(properties),
                new StateBackends.Resources(MANAGED_BYTES, 256 << 20, SLOTS, List.of(directory.resolve("own"))));
    }

    private static KeyedStateBackend keyed(StateBackend backend, int subtask) throws Exception {
        return backend.keyed(StateSetups.of(subtask, 8, 128, OperatorRestore.NONE, new SettableClock(1)), Types.LONG);
    }

    private static int databasesIn(Path root) throws IOException {
        if (!Files.exists(root)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(root)) {
            return (int) all.filter(each -> each.endsWith("CURRENT")).count();
        }
    }

    @Test
    void theJobChoosesOverTheWorker() {
        StateBackends worker = worker(Map.of("state.backend.type", "rocksdb"));
        assertInstanceOf(RocksStateBackend.class, worker.of(Map.of()));
        assertInstanceOf(HeapStateBackend.class, worker.of(Map.of("state.backend", "filesystem")));
    }

    /** Flink's users write the values in capitals. */
    @ParameterizedTest
    @CsvSource({"ROCKSDB, true", "rocksdb, true", "HEAP, false", "heap, false", ", true"})
    void timersLiveWhereTheJobSaysAndInRocksDbByDefault(String store, boolean inDatabase) throws Exception {
        String key = "state.backend.rocksdb.timer-service.factory";
        StateBackend backend =
                worker(Map.of("state.backend.type", "rocksdb")).of(store == null ? Map.of() : Map.of(key, store));
        KeyedStateBackend state = keyed(backend, 0);
        TimerQueue timers = state.timers(
                "t", Serializers.of(StateBackendsTest.class.getClassLoader()).of(Types.LONG));
        assertEquals(inDatabase, timers instanceof RocksTimerQueue);
        state.close();
    }

    @Test
    void databasesAreSpreadOverTheLocalDirectoriesAndLeaveNothing() throws Exception {
        String dirs = directory.resolve("disk1") + "," + directory.resolve("disk2");
        StateBackend backend = worker(Map.of("state.backend.type", "rocksdb", "state.backend.rocksdb.localdir", dirs))
                .of(Map.of());
        List<KeyedStateBackend> states = List.of(keyed(backend, 0), keyed(backend, 1), keyed(backend, 2));
        assertEquals(2, databasesIn(directory.resolve("disk1")));
        assertEquals(1, databasesIn(directory.resolve("disk2")));
        states.forEach(KeyedStateBackend::close);
        for (String disk : new String[] {"disk1", "disk2"}) {
            try (Stream<Path> all = Files.list(directory.resolve(disk))) {
                assertEquals(List.of(), all.toList());
            }
        }
    }

    @Test
    void databasesAreInTheProcessesOwnDirectoryByDefault() throws Exception {
        KeyedStateBackend state =
                keyed(worker(Map.of("state.backend.type", "rocksdb")).of(Map.of()), 0);
        assertEquals(1, databasesIn(directory.resolve("own")));
        state.close();
        assertEquals(0, databasesIn(directory.resolve("own")));
    }

    /**
     * However many databases there are and however much they are given, they share one budget. What they may have above it for a
     * moment is a write buffer each, of an eighth of the budget, that the disk is late to take.
     */
    @ParameterizedTest
    @CsvSource({
        "state.backend.rocksdb.memory.managed, true, 64",
        "state.backend.rocksdb.memory.fixed-per-slot, 8m, 32",
        "state.backend.rocksdb.memory.fixed-per-tm, 24m, 24"
    })
    void allDatabasesOfAWorkerShareOneBudget(String key, String value, int megabytes) throws Exception {
        StateBackends worker = worker(
                Map.of("state.backend.type", "rocksdb", "state.backend.rocksdb.object-cache.size", "1m", key, value));
        KeyedStateBackend[] states = new KeyedStateBackend[4];
        for (int i = 0; i < states.length; i++) {
            states[i] = keyed(worker.of(Map.of()), i);
        }
        ValueStateDescriptor<byte[]> descriptor = new ValueStateDescriptor<>("v", byte[].class);
        Random random = new Random(1);
        long largestBytes = 0;
        for (int i = 0; i < 40_000; i++) {
            KeyedStateBackend state = states[i % states.length];
            ValueState<byte[]> values = state.state(descriptor);
            state.setCurrentKey((long) i);
            byte[] content = new byte[3_000];
            random.nextBytes(content);
            values.update(content);
            if (i % 50 == 0) {
                state.setCurrentKey((long) random.nextInt(i + 1));
                values.value();
                largestBytes = Math.max(largestBytes, worker.nativeBytes());
            }
        }
        for (KeyedStateBackend state : states) {
            state.close();
        }
        long budgetBytes = (long) megabytes << 20;
        long lateBytes = states.length * budgetBytes / 8;
        assertTrue(largestBytes <= budgetBytes + lateBytes, largestBytes + " of " + budgetBytes);
        assertTrue(largestBytes > budgetBytes / 4, "it is used: " + largestBytes + " of " + budgetBytes);
    }

    @ParameterizedTest
    @EnumSource
    void everyPreparedSetOfOptionsMakesADatabaseThatWorks(Predefined predefined) throws Exception {
        StateBackend backend = worker(Map.of(
                        "state.backend.type",
                        "rocksdb",
                        "state.backend.rocksdb.predefined-options",
                        predefined.name(),
                        "state.backend.rocksdb.object-cache.size",
                        "1 bytes"))
                .of(Map.of());
        KeyedStateBackend state = keyed(backend, 0);
        ValueState<Long> values = state.state(new ValueStateDescriptor<>("v", Types.LONG));
        for (long i = 0; i < 2_000; i++) {
            state.setCurrentKey(i);
            values.update(-i);
        }
        for (long i = 0; i < 2_000; i++) {
            state.setCurrentKey(i);
            assertEquals(-i, values.value());
        }
        state.close();
    }

    @Test
    void whatIsSetByItselfCountsMoreThanAPreparedSet() {
        Map<String, String> prepared =
                Map.of("state.backend.rocksdb.predefined-options", "SPINNING_DISK_OPTIMIZED_HIGH_MEM");
        RocksTuning tuning = RocksTuning.of(settings(prepared));
        assertEquals(4, tuning.backgroundJobs());
        assertEquals(4, tuning.writeBuffers());
        assertEquals(128 << 10, tuning.blockBytes());
        assertEquals(256 << 20, tuning.targetFileBytes());
        RocksTuning mixed = RocksTuning.of(settings(Map.of(
                "state.backend.rocksdb.predefined-options",
                "SPINNING_DISK_OPTIMIZED_HIGH_MEM",
                "state.backend.rocksdb.thread.num",
                "1",
                "state.backend.rocksdb.block.blocksize",
                "16k",
                "state.backend.rocksdb.compaction.style",
                "UNIVERSAL",
                "state.backend.rocksdb.compression.per.level",
                "NO_COMPRESSION;SNAPPY_COMPRESSION",
                "state.backend.rocksdb.use-bloom-filter",
                "false")));
        assertEquals(1, mixed.backgroundJobs());
        assertEquals(16 << 10, mixed.blockBytes());
        assertEquals(256 << 20, mixed.targetFileBytes());
        assertEquals(CompactionStyle.UNIVERSAL, mixed.compaction());
        assertEquals(List.of(CompressionType.NO_COMPRESSION, CompressionType.SNAPPY_COMPRESSION), mixed.compressions());
        assertEquals(0, mixed.bloomBitsPerKey());
    }

    @Test
    void aCompressionThatDoesNotExistIsNamed() {
        HeddleException refused = assertThrows(
                HeddleException.class,
                () -> RocksTuning.of(settings(Map.of("state.backend.rocksdb.compression.per.level", "RAR"))));
        assertTrue(String.valueOf(refused.getMessage()).contains("'RAR'"), refused::getMessage);
    }
}
