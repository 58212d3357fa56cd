package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.BytesRead;
import io.heddle.engine.snapshot.FileSnapshots;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.testing.MemoryStorage;
import io.heddle.engine.testing.StateSetups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks of one worker take over what one had: the tables come to the worker once. */
class SharedFetchTest {
    private static final int KEYS = 20_000;
    private static final int GROUPS = 128;
    private static final String CHECKPOINT = "/ck/chk-7";
    private static final ValueStateDescriptor<Long> NUMBER = new ValueStateDescriptor<>("number", Types.LONG);

    @TempDir
    Path directory;

    private final MemoryStorage storage = new MemoryStorage();
    private final FileSnapshots snapshots = new FileSnapshots(storage, 0, "w1", Runnable::run, null);
    private final List<Segment> segments = new ArrayList<>();
    private StateBackend backend;

    @BeforeEach
    void aCheckpointOfOneTask() throws Exception {
        backend = Backends.make(directory, 1 << 20, true);
        try (KeyedStateBackend state = backend.keyed(setup(0, 1, OperatorRestore.NONE), Types.LONG)) {
            ValueState<Long> number = state.state(NUMBER);
            for (long key = 0; key < KEYS; key++) {
                state.setCurrentKey(key);
                number.update(-key);
            }
            MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
            state.snapshot(checkpoint);
            for (RestoredSegment each : checkpoint.written()) {
                segments.add(stored(each));
            }
        }
    }

    private Segment stored(RestoredSegment from) throws IOException {
        Segment segment = from.segment();
        byte[] bytes = from.read();
        String name = "segment-" + segments.size();
        storage.writeAtomically(CHECKPOINT + "/" + name, bytes);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        Slice slice = new Slice.InFile(name, 0, bytes.length, (int) checksum.getValue(), isTable(segment));
        return new Segment(
                segment.kind(),
                segment.name(),
                segment.format(),
                segment.firstKeyGroup(),
                segment.lastKeyGroup(),
                slice);
    }

    private static boolean isTable(Segment segment) {
        return NativeForm.FileEntry.isTable(segment.name());
    }

    private static StateSetup setup(int subtask, int parallelism, OperatorRestore restore) {
        return StateSetups.of(subtask, parallelism, GROUPS, restore, new SettableClock(0));
    }

    private KeyedStateBackend half(int subtask, BytesRead read) throws Exception {
        List<RestoredSegment> restored = segments.stream()
                .map(each -> snapshots.restored(each, 7, CHECKPOINT, read))
                .toList();
        return backend.keyed(setup(subtask, 2, new OperatorRestore(true, 7, restored)), Types.LONG);
    }

    private static void assertHasItsHalf(KeyedStateBackend state, int subtask) throws Exception {
        KeyGroupRange range = KeyGroups.rangeOf(subtask, GROUPS, 2);
        KeyHasher<Long> hasher = KeyHashers.of(Types.LONG, StateSetups.SERIALIZERS);
        ValueState<Long> number = state.state(NUMBER);
        int found = 0;
        for (long key = 0; key < KEYS; key++) {
            int group = KeyGroups.groupOf(hasher.hash(key), GROUPS);
            if (group >= range.first() && group <= range.last()) {
                state.setCurrentKey(key);
                assertEquals(-key, number.value());
                number.update(key);
                found++;
            }
        }
        assertTrue(found > KEYS / 4, found + " keys");
    }

    @Test
    void tablesAreFetchedOnceAndBelongToBoth() throws Exception {
        long tables = segments.stream()
                .filter(SharedFetchTest::isTable)
                .mapToLong(each -> each.slice().length())
                .sum();
        long all = segments.stream().mapToLong(each -> each.slice().length()).sum();
        BytesRead first = new BytesRead();
        BytesRead second = new BytesRead();
        KeyedStateBackend one = half(0, first);
        try (KeyedStateBackend two = half(1, second)) {
            assertEquals(all, first.fromStorage());
            assertEquals(0, first.fromWorker());
            assertEquals(all - tables, second.fromStorage(), "what a database changes is its own");
            assertEquals(tables, second.fromWorker());
            assertHasItsHalf(one, 0);
            one.close();
            assertHasItsHalf(two, 1);
        }
    }
}
