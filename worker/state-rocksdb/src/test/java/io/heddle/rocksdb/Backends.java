package io.heddle.rocksdb;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.RocksSettings.TimerStore;
import java.nio.file.Path;
import java.util.List;

/** RocksDB backends for tests: with little memory, so that everything reaches the disk. */
final class Backends {
    private static final long NATIVE_BYTES = 16 << 20;

    private Backends() {}

    static RocksStateBackend make(Path directory, long objectCacheBytes, boolean incremental) {
        return make(directory, objectCacheBytes, incremental, TimerStore.ROCKSDB);
    }

    static RocksStateBackend make(Path directory, long objectCacheBytes, boolean incremental, TimerStore timers) {
        // All tests of a process share the library, which cannot be unloaded: its directory outlives them.
        NativeRocks.load(Path.of("target", "rocksdb-native").toAbsolutePath());
        RocksMemory memory = new RocksMemory(NATIVE_BYTES, 0.5, 0.1, objectCacheBytes);
        return new RocksStateBackend(
                RocksTuning.of(Configuration.empty()),
                memory,
                List.of(directory),
                new RocksStateBackend.Form(incremental, timers));
    }
}
