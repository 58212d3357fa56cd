package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.RocksSettings.TimerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random operations on the heap and on RocksDB give the same, whatever happens in between. Wherever RocksDB starts from a
 * checkpoint it is drawn anew where its timers live.
 */
class TwinBackendsTest {
    private static final int ROUNDS = 5;
    private static final int OPERATIONS = 1_500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sameOperationsGiveTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        long[] caches = {1, 20_000, 400_000};
        long cacheBytes = caches[random.nextInt(caches.length)];
        boolean incremental = random.nextBoolean();
        String name = "seed " + seed + ", cache " + cacheBytes + ", incremental " + incremental;
        TimerStore[] stores = TimerStore.values();
        Twins twins = Twins.fresh(
                () -> Backends.make(directory, cacheBytes, incremental, stores[random.nextInt(stores.length)]),
                random,
                1 + random.nextInt(3));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < OPERATIONS; i++) {
                twins.step(name + ", round " + round + ", operation " + i);
            }
            CheckpointKind[] kinds = {
                CheckpointKind.CHECKPOINT, CheckpointKind.SAVEPOINT_CANONICAL, CheckpointKind.SAVEPOINT_NATIVE
            };
            Twins.Taken taken = twins.snapshot(round, kinds[random.nextInt(kinds.length)]);
            for (int i = 0; i < OPERATIONS / 10; i++) {
                twins.step(name + ", after snapshot " + round + ", operation " + i);
            }
            if (random.nextInt(3) == 0) {
                taken.written();
                twins.completed(round);
            } else {
                int parallelism = random.nextBoolean() ? twins.parallelism() : 1 + random.nextInt(4);
                twins = twins.restored(taken, parallelism, random.nextBoolean());
            }
        }
        twins.compareAll(name);
        twins.close();
        try (var left = Files.list(directory)) {
            assertEquals(0, left.count(), "databases left behind");
        }
    }
}
