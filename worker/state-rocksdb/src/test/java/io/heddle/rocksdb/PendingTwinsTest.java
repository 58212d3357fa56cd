package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.RocksSettings.TimerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As {@link TwinBackendsTest}, with several checkpoints under way: they are written late, given up or overtaken, and the word of a
 * complete one comes as late as it may, with the next barrier.
 */
class PendingTwinsTest {
    private static final int TURNS = 60;
    private static final int OPERATIONS = 120;
    private static final int MOST_PENDING = 3;

    @TempDir
    Path directory;

    private Random random = new Random();
    private Twins twins;
    private final Map<Long, Twins.Begun> begun = new LinkedHashMap<>();
    private final Map<Long, Twins.Taken> written = new LinkedHashMap<>();
    /** What a failed job would start from, and its id. */
    private Twins.Taken complete;

    private long completeId = -1;
    private boolean told = true;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void checkpointsUnderWayHoldWhatWasThereWhenTheyBegan(long seed) throws Exception {
        random = new Random(seed);
        long[] caches = {1, 20_000, 100_000, 400_000};
        long cacheBytes = caches[random.nextInt(caches.length)];
        String name = "seed " + seed + ", cache " + cacheBytes;
        TimerStore[] stores = TimerStore.values();
        boolean incremental = random.nextInt(4) > 0;
        twins = Twins.fresh(
                () -> Backends.make(directory, cacheBytes, incremental, stores[random.nextInt(stores.length)]),
                random,
                1 + random.nextInt(3));
        for (int turn = 0; turn < TURNS; turn++) {
            int operations = random.nextInt(4) == 0 ? OPERATIONS * 4 : OPERATIONS / 4;
            for (int i = 0; i < operations; i++) {
                twins.step(name + ", turn " + turn + ", operation " + i);
            }
            turn(turn);
        }
        twins.compareAll(name);
        giveUpAll();
        twins.close();
        try (var left = Files.list(directory)) {
            assertEquals(0, left.count(), "databases left behind");
        }
    }

    private void turn(long turn) throws Exception {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                if (begun.size() + written.size() < MOST_PENDING) {
                    tell();
                    begun.put(turn, twins.begin(turn, kind()));
                }
            }
            case 3, 4 -> {
                for (Twins.Begun one : drawn(begun)) {
                    written.put(one.id(), one.written());
                    begun.remove(one.id());
                }
            }
            case 5, 6 -> {
                for (Long id : List.copyOf(written.keySet())) {
                    complete(id, written.remove(id));
                    break;
                }
            }
            case 7 -> {
                for (Twins.Begun one : drawn(begun)) {
                    one.discard();
                    begun.remove(one.id());
                    twins.aborted(one.id());
                }
                if (random.nextBoolean()) {
                    tell();
                }
            }
            default -> {
                if (complete != null && random.nextBoolean()) {
                    giveUpAll();
                    int parallelism = random.nextBoolean() ? twins.parallelism() : 1 + random.nextInt(4);
                    twins = twins.restored(complete, parallelism, random.nextBoolean());
                    told = true;
                    twins.compareAll("restored from " + completeId);
                }
            }
        }
    }

    private CheckpointKind kind() {
        return switch (random.nextInt(8)) {
            case 0 -> CheckpointKind.SAVEPOINT_CANONICAL;
            case 1 -> CheckpointKind.SAVEPOINT_NATIVE;
            default -> CheckpointKind.CHECKPOINT;
        };
    }

    private List<Twins.Begun> drawn(Map<Long, Twins.Begun> from) {
        List<Twins.Begun> all = List.copyOf(from.values());
        return all.isEmpty() ? all : List.of(all.get(random.nextInt(all.size())));
    }

    /** What was begun before is given up, unless it is a savepoint; of complete savepoints tasks do not hear. */
    private void complete(long id, Twins.Taken taken) {
        if (taken.kind() == CheckpointKind.CHECKPOINT && id < completeId) {
            twins.aborted(id);
            return;
        }
        if (taken.kind() == CheckpointKind.CHECKPOINT) {
            completeId = id;
            complete = taken;
            told = false;
            if (random.nextBoolean()) {
                tell();
            }
        } else if (random.nextInt(4) == 0) {
            complete = taken;
        }
    }

    private void tell() {
        if (!told) {
            twins.completed(completeId);
            told = true;
        }
    }

    private void giveUpAll() {
        begun.values().forEach(Twins.Begun::discard);
        begun.clear();
        written.clear();
    }
}
