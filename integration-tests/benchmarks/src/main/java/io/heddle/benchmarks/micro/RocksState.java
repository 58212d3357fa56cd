package io.heddle.benchmarks.micro;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.RocksSettings;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.rocksdb.NativeRocks;
import io.heddle.rocksdb.RocksMemory;
import io.heddle.rocksdb.RocksStateBackend;
import io.heddle.rocksdb.RocksTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Values in RocksDB, a key at random each time: found in the cache of objects in front of it, or, with no such cache, read from the
 * database's own memory and written there.
 */
public class RocksState {
    private static final long NATIVE_BYTES = 64 << 20;
    private static final long CACHE_BYTES = 256 << 20;

    /** Who answers. */
    public enum Found {
        IN_CACHE,
        IN_DATABASE
    }

    /** One database. */
    @State(Scope.Thread)
    public static class Database {
        @Param("100000")
        public int keys = 1;

        @Param
        public Found found = Found.IN_CACHE;

        private Path directory;
        private RocksMemory memory;
        private KeyedStateBackend backend;
        private ValueState<Tuple2<Long, String>> value;
        private Sequence sequence;

        @Setup
        public void fill() throws Exception {
            sequence = new Sequence(keys);
            directory = Files.createTempDirectory("micro-rocksdb-");
            NativeRocks.load(directory.resolve("library"));
            memory = new RocksMemory(NATIVE_BYTES, 0.5, 0.1, found == Found.IN_CACHE ? CACHE_BYTES : 0);
            backend = new RocksStateBackend(
                            RocksTuning.of(Configuration.empty()),
                            memory,
                            List.of(directory.resolve("data")),
                            new RocksStateBackend.Form(false, RocksSettings.TimerStore.HEAP))
                    .keyed(Setups.fresh(), Types.LONG);
            value = backend.state(new ValueStateDescriptor<>("value", Types.TUPLE(Types.LONG, Types.STRING)));
            for (long key = 0; key < keys; key++) {
                backend.setCurrentKey(key);
                value.update(Tuple2.of(key, "value"));
            }
            for (long key = 0; key < keys; key += 97) {
                backend.setCurrentKey(key);
                Check.equal(Tuple2.of(key, "value"), Objects.requireNonNull(value.value()), "the value of " + key);
            }
        }

        /** Also the library's file goes: a process that has loaded it needs it no more. */
        @TearDown
        public void close() throws IOException {
            backend.close();
            memory.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private void select() {
            backend.setCurrentKey((long) sequence.next());
        }
    }

    @Benchmark
    public @Nullable Object heddleGet(Database state) throws Exception {
        state.select();
        return state.value.value();
    }

    @Benchmark
    public Object heddleUpdate(Database state) throws Exception {
        state.select();
        Tuple2<Long, String> pair = Objects.requireNonNull(state.value.value());
        pair.f0++;
        state.value.update(pair);
        return pair;
    }
}
