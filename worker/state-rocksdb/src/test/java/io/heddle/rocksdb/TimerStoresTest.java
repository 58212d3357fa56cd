package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.RocksSettings.TimerStore;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.testing.StateSetups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timers go from where they lived when the checkpoint was taken to where they are to live now. */
class TimerStoresTest {
    private static final int TIMERS = 3_000;
    private static final TypeSerializer<Long> NAMESPACES = StateSetups.SERIALIZERS.of(Types.LONG);
    private static final ValueStateDescriptor<Long> NUMBER = new ValueStateDescriptor<>("number", Types.LONG);

    @TempDir
    Path directory;

    private static KeyedStateBackend open(
            StateBackend backend, int subtask, int parallelism, List<RestoredSegment> segments) throws Exception {
        StateSetup setup =
                StateSetups.of(subtask, parallelism, 128, StateSetups.restored(7, segments), new SettableClock(0));
        return backend.keyed(setup, Types.LONG);
    }

    private static void fill(KeyedStateBackend state) throws Exception {
        TimerQueue timers = state.timers("t", NAMESPACES);
        for (long key = 0; key < TIMERS; key++) {
            state.setCurrentKey(key);
            state.state(NUMBER).update(-key);
            timers.add(key, 1L, key / 10);
        }
    }

    /** Fires all timers of all tasks and closes them. */
    private static int fired(List<KeyedStateBackend> tasks) throws Exception {
        int fired = 0;
        for (KeyedStateBackend task : tasks) {
            TimerQueue timers = task.timers("t", NAMESPACES);
            for (KeyedTimer timer = timers.poll(TIMERS); timer != null; timer = timers.poll(TIMERS)) {
                assertEquals((Long) timer.key() / 10, timer.timeMs());
                task.setCurrentKey(timer.key());
                assertEquals(-(Long) timer.key(), task.state(NUMBER).value());
                fired++;
            }
            task.close();
        }
        return fired;
    }

    private StateBackend rocks(TimerStore timers) {
        return Backends.make(directory, 1 << 20, true, timers);
    }

    private static List<RestoredSegment> stored(KeyedStateBackend state, CheckpointKind kind) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(3, kind, 0);
        state.snapshot(checkpoint);
        List<RestoredSegment> segments = checkpoint.written();
        state.close();
        return segments;
    }

    @ParameterizedTest
    @CsvSource({
        "ROCKSDB, HEAP, CHECKPOINT, 1",
        "ROCKSDB, HEAP, CHECKPOINT, 3",
        "ROCKSDB, HEAP, SAVEPOINT_NATIVE, 2",
        "ROCKSDB, HEAP, SAVEPOINT_CANONICAL, 2",
        "HEAP, ROCKSDB, CHECKPOINT, 1",
        "HEAP, ROCKSDB, CHECKPOINT, 3",
        "HEAP, ROCKSDB, SAVEPOINT_NATIVE, 2",
        "HEAP, ROCKSDB, SAVEPOINT_CANONICAL, 2"
    })
    void theSettingMayChangeBetweenCheckpoints(TimerStore from, TimerStore to, CheckpointKind kind, int parallelism)
            throws Exception {
        KeyedStateBackend state = open(rocks(from), 0, 1, List.of());
        fill(state);
        List<RestoredSegment> segments = stored(state, kind);
        List<RestoredSegment> again = new ArrayList<>();
        StateBackend now = rocks(to);
        List<KeyedStateBackend> tasks = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            again.addAll(stored(open(now, subtask, parallelism, segments), CheckpointKind.CHECKPOINT));
            tasks.add(open(now, subtask, parallelism, segments));
        }
        assertEquals(TIMERS, fired(tasks));
        assertEquals(TIMERS, fired(List.of(open(rocks(from), 0, 1, again))), "and back");
    }

    @Test
    void aCanonicalSavepointGoesToTheHeapBackendAndBack() throws Exception {
        StateBackend heap = new HeapStateBackend();
        KeyedStateBackend state = open(rocks(TimerStore.ROCKSDB), 0, 1, List.of());
        fill(state);
        List<RestoredSegment> segments = stored(state, CheckpointKind.SAVEPOINT_CANONICAL);
        KeyedStateBackend onHeap = open(heap, 0, 1, segments);
        List<RestoredSegment> fromHeap = stored(onHeap, CheckpointKind.SAVEPOINT_CANONICAL);
        assertEquals(TIMERS, fired(List.of(open(heap, 0, 2, segments), open(heap, 1, 2, segments))));
        assertEquals(TIMERS, fired(List.of(open(rocks(TimerStore.ROCKSDB), 0, 1, fromHeap))));
    }

    /** The timers are in the database's own files: of what every backend reads there is none. */
    @Test
    void checkpointsOfTimersAreIncrements() throws Exception {
        KeyedStateBackend state = open(rocks(TimerStore.ROCKSDB), 0, 1, List.of());
        fill(state);
        MemoryCheckpoint first = new MemoryCheckpoint(1, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(first);
        first.written();
        state.checkpointCompleted(1);
        TimerQueue timers = state.timers("t", NAMESPACES);
        for (long key = 0; key < 30; key++) {
            timers.remove(key, 1L, key / 10);
            timers.add(key, 1L, TIMERS);
        }
        MemoryCheckpoint second = new MemoryCheckpoint(2, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(second);
        List<RestoredSegment> segments = second.written();
        assertTrue(second.newBytes() < 30 * 100, () -> second.newBytes() + " bytes");
        assertTrue(segments.stream().noneMatch(each -> each.segment().format().equals("timers/1")));
        state.close();
        KeyedStateBackend again = open(rocks(TimerStore.ROCKSDB), 0, 1, segments);
        TimerQueue restored = again.timers("t", NAMESPACES);
        assertEquals(3, restored.nextMs());
        int count = 0;
        while (restored.poll(TIMERS) != null) {
            count++;
        }
        assertEquals(TIMERS, count);
        again.close();
    }

    /** What was moved to the heap is in the database no more, or it would be there when timers move back. */
    @Test
    void whatFiresWhereTimersHaveMovedDoesNotComeBack() throws Exception {
        KeyedStateBackend state = open(rocks(TimerStore.ROCKSDB), 0, 1, List.of());
        fill(state);
        int left = TIMERS;
        for (TimerStore store : new TimerStore[] {TimerStore.HEAP, TimerStore.ROCKSDB, TimerStore.HEAP}) {
            state = open(rocks(store), 0, 1, stored(state, CheckpointKind.CHECKPOINT));
            TimerQueue timers = state.timers("t", NAMESPACES);
            for (int i = 0; i < 700; i++) {
                assertEquals((TIMERS - left) / 10, timers.nextMs());
                assertNotNull(timers.poll(TIMERS));
                left--;
            }
        }
        List<RestoredSegment> segments = stored(state, CheckpointKind.CHECKPOINT);
        assertEquals(left, fired(List.of(open(rocks(TimerStore.ROCKSDB), 0, 1, segments))));
    }

    /** Databases used to be written without timers. */
    @Test
    void theFormerFormIsRead() {
        NativeForm.FileEntry file = new NativeForm.FileEntry("1.sst", 17);
        NativeForm form = new NativeForm("db", new KeyGroupRange(0, 7), List.of(), List.of(), List.of(file));
        BinaryWriter out = new BinaryWriter(64);
        form.writeTo(out);
        int withoutTimers = out.position() - 1;
        BinaryReader in = new BinaryReader().reset(out.array(), 0, withoutTimers);
        assertEquals(form, NativeForm.readFrom(in, "rocksdb/1"));
        assertEquals(form, NativeForm.readFrom(new BinaryReader(out.toBytes()), "rocksdb/2"));
    }
}
