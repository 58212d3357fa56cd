package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.testing.StateSetups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that refer to the files of an earlier one and add what has changed since then. */
class ChangesCheckpointTest {
    private static final int KEYS = 5_000;
    private static final int FEW = 100;
    private static final int MAX_PARALLELISM = 128;
    private static final KeyHasher<Long> HASHER = KeyHashers.of(Types.LONG, StateSetups.SERIALIZERS);
    private static final ValueStateDescriptor<Long> NUMBER = new ValueStateDescriptor<>("number", Types.LONG);
    private static final ListStateDescriptor<Long> LIST = new ListStateDescriptor<>("list", Types.LONG);
    private static final MapStateDescriptor<Long, String> MAP =
            new MapStateDescriptor<>("map", Types.LONG, Types.STRING);

    @TempDir
    Path directory;

    private final Random random = new Random(1);
    private final Map<Long, String> expected = new HashMap<>();
    private List<KeyedStateBackend> tasks = List.of();
    private StateBackend backend;
    private long lastCheckpoint;

    @BeforeEach
    void fill() throws Exception {
        backend = Backends.make(directory, 4 << 20, true);
        open(1, List.of());
        for (long key = 0; key < KEYS; key++) {
            change(key);
        }
    }

    private void open(int parallelism, List<RestoredSegment> segments) throws Exception {
        List<KeyedStateBackend> opened = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            opened.add(backend.keyed(
                    StateSetups.of(
                            subtask,
                            parallelism,
                            MAX_PARALLELISM,
                            StateSetups.restored(1, segments),
                            new SettableClock(0)),
                    Types.LONG));
        }
        tasks = opened;
    }

    private KeyedStateBackend at(long key) {
        int group = KeyGroups.groupOf(HASHER.hash(key), MAX_PARALLELISM);
        KeyedStateBackend task = tasks.get(KeyGroups.subtaskOf(group, MAX_PARALLELISM, tasks.size()));
        task.setCurrentKey(key);
        return task;
    }

    /** Puts, removes, appends to, or clears, what one key has. */
    private void change(long key) throws Exception {
        KeyedStateBackend task = at(key);
        switch (random.nextInt(7)) {
            case 0 -> task.state(NUMBER).clear();
            case 1 -> task.state(LIST).clear();
            case 2 -> task.state(MAP).clear();
            case 3, 4 -> task.state(LIST).add(random.nextLong(100));
            case 5 -> task.state(MAP).put(random.nextLong(4), "v" + random.nextInt());
            default -> task.state(NUMBER).update(random.nextLong());
        }
        expected.put(key, read(key));
    }

    private void changeFew() throws Exception {
        for (int i = 0; i < FEW; i++) {
            change(random.nextLong(KEYS));
        }
    }

    private String read(long key) throws Exception {
        KeyedStateBackend task = at(key);
        List<Long> list = new ArrayList<>();
        task.state(LIST).get().forEach(list::add);
        Map<Long, String> map = new TreeMap<>();
        MapState<Long, String> state = task.state(MAP);
        for (Map.Entry<Long, String> entry : state.entries()) {
            map.put(entry.getKey(), entry.getValue());
        }
        return task.state(NUMBER).value() + " " + list + " " + map;
    }

    private void assertAllIsThere() throws Exception {
        for (long key = 0; key < KEYS; key++) {
            assertEquals(expected.get(key), read(key), "key " + key);
        }
    }

    private List<MemoryCheckpoint> taken() throws Exception {
        lastCheckpoint++;
        List<MemoryCheckpoint> parts = new ArrayList<>();
        for (KeyedStateBackend task : tasks) {
            MemoryCheckpoint part = new MemoryCheckpoint(lastCheckpoint, CheckpointKind.CHECKPOINT, 0);
            task.snapshot(part);
            parts.add(part);
        }
        return parts;
    }

    private static List<RestoredSegment> written(List<MemoryCheckpoint> parts) throws Exception {
        List<RestoredSegment> segments = new ArrayList<>();
        for (MemoryCheckpoint part : parts) {
            segments.addAll(part.written());
        }
        return segments;
    }

    /** Takes a checkpoint, which becomes complete. */
    private List<RestoredSegment> completed() throws Exception {
        List<RestoredSegment> segments = written(taken());
        tasks.forEach(task -> task.checkpointCompleted(lastCheckpoint));
        return segments;
    }

    @AfterEach
    void close() {
        tasks.forEach(KeyedStateBackend::close);
    }

    /** Whoever starts from these finds the newest value of every key. */
    private void assertAllIsIn(List<RestoredSegment> segments, int parallelism) throws Exception {
        restart(parallelism, segments);
        assertAllIsThere();
    }

    private void restart(int parallelism, List<RestoredSegment> segments) throws Exception {
        close();
        open(parallelism, segments);
    }

    private static long partsIn(List<RestoredSegment> segments) {
        return segments.stream()
                .filter(each -> each.segment().format().equals(NativeForm.CHANGES_FORMAT))
                .count();
    }

    @Test
    void whatHasChangedSinceThenIsAllThatIsWritten() throws Exception {
        completed();
        changeFew();
        List<MemoryCheckpoint> second = taken();
        List<RestoredSegment> segments = written(second);

        assertEquals(1, partsIn(segments));
        assertTrue(second.get(0).newBytes() < 60 * FEW, () -> second.get(0).newBytes() + " bytes");

        assertAllIsIn(segments, 1);
    }

    @Test
    void whereNothingHasChangedNothingIsWritten() throws Exception {
        completed();
        List<RestoredSegment> segments = completed();

        assertEquals(0, partsIn(segments));

        assertAllIsIn(segments, 1);
    }

    @Test
    void changesOfCheckpointsThatFailedAreInTheNext() throws Exception {
        completed();
        changeFew();
        written(taken());
        tasks.get(0).checkpointAborted(lastCheckpoint);
        changeFew();
        List<MemoryCheckpoint> neverWritten = taken();
        neverWritten.forEach(MemoryCheckpoint::discard);
        changeFew();
        List<RestoredSegment> segments = completed();
        assertEquals(3, partsIn(segments));
        changeFew();
        segments = written(taken());
        assertEquals(4, partsIn(segments));

        assertAllIsIn(segments, 1);
    }

    @Test
    void changesAreAppliedWhereTheParallelismIsAnother() throws Exception {
        completed();
        for (int parallelism : new int[] {2, 3, 1}) {
            changeFew();
            List<RestoredSegment> segments = completed();
            assertTrue(partsIn(segments) > 0, "nothing but files");
            assertAllIsIn(segments, parallelism);
            assertEquals(0, partsIn(completed()));
        }
    }

    @Test
    void nothingIsAddedToFilesThatNobodyHasHeardToBeComplete() throws Exception {
        written(taken());
        changeFew();
        List<RestoredSegment> second = written(taken());
        assertEquals(0, partsIn(second));
        // The first one comes to its end too late: the files that the log comes after are the second one's.
        tasks.get(0).checkpointCompleted(lastCheckpoint - 1);
        changeFew();
        List<RestoredSegment> third = written(taken());
        assertEquals(0, partsIn(third));

        assertAllIsIn(third, 1);
    }

    @Test
    void aCheckpointThatASavepointHasOvertakenIsNotAddedTo() throws Exception {
        completed();
        changeFew();
        tasks.get(0).state(new ValueStateDescriptor<>("another", Types.LONG));
        written(taken());
        changeFew();
        tasks.get(0).checkpointCompleted(lastCheckpoint + 1);
        tasks.get(0).checkpointCompleted(lastCheckpoint);
        lastCheckpoint++;
        List<RestoredSegment> segments = completed();
        assertEquals(0, partsIn(segments));

        assertAllIsIn(segments, 1);
    }

    @Test
    void afterSomePartsThereAreFilesAgain() throws Exception {
        completed();
        long most = 0;
        List<RestoredSegment> segments = List.of();
        int checkpoints = 0;
        while (checkpoints == 0 || partsIn(segments) > 0) {
            for (int i = 0; i < 5; i++) {
                change(random.nextLong(KEYS));
            }
            segments = completed();
            most = Math.max(most, partsIn(segments));
            checkpoints++;
            assertTrue(checkpoints < 100, "the log never ends");
        }
        assertEquals(16, most);
        changeFew();
        segments = completed();
        assertEquals(1, partsIn(segments));

        assertAllIsIn(segments, 1);
    }

    @Test
    void muchIsWrittenAsFiles() throws Exception {
        completed();
        for (int turn = 0; turn < 4; turn++) {
            for (long key = 0; key < KEYS; key++) {
                change(key);
            }
        }
        List<RestoredSegment> segments = completed();
        assertEquals(0, partsIn(segments));

        assertAllIsIn(segments, 1);
    }

    @Test
    void aStateThatIsNewNeedsFiles() throws Exception {
        completed();
        tasks.get(0).setCurrentKey(1L);
        ValueStateDescriptor<Long> late = new ValueStateDescriptor<>("late", Types.LONG);
        tasks.get(0).state(late).update(7L);
        List<RestoredSegment> segments = completed();
        assertEquals(0, partsIn(segments));

        restart(1, segments);
        tasks.get(0).setCurrentKey(1L);
        assertEquals(7L, tasks.get(0).state(late).value());
        assertAllIsThere();
    }
}
