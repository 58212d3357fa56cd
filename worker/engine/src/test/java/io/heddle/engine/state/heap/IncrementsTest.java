package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.testing.StateSetups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementsTest {
    private static final int MAX_PARALLELISM = 16;
    private static final int KEYS = 3_000;
    private static final KeyHasher<Long> HASHER = KeyHashers.of(Types.LONG, StateSetups.SERIALIZERS);
    private static final ValueStateDescriptor<Long> NUMBER = new ValueStateDescriptor<>("number", Types.LONG);
    private static final ValueStateDescriptor<String> TEXT = new ValueStateDescriptor<>("text", Types.STRING);
    private static final ListStateDescriptor<Long> LIST = new ListStateDescriptor<>("list", Types.LONG);

    private static KeyedStateBackend open(int subtask, int parallelism, List<RestoredSegment> segments)
            throws Exception {
        return new HeapStateBackend(0L)
                .keyed(
                        StateSetups.of(
                                subtask,
                                parallelism,
                                MAX_PARALLELISM,
                                StateSetups.restored(7, segments),
                                new SettableClock(0)),
                        Types.LONG);
    }

    /** An operator's state with what it should be. */
    private static final class Checked {
        private final KeyedStateBackend state;
        private final ValueState<Long> number;
        private final ListState<Long> list;
        private final Map<Long, Long> numbers;
        private final Map<Long, List<Long>> lists;

        Checked(KeyedStateBackend state, Map<Long, Long> numbers, Map<Long, List<Long>> lists) {
            this.state = state;
            this.number = state.state(NUMBER);
            this.list = state.state(LIST);
            this.numbers = numbers;
            this.lists = lists;
        }

        void step(Random random) throws Exception {
            long key = random.nextInt(KEYS);
            state.setCurrentKey(key);
            switch (random.nextInt(8)) {
                case 0 -> {
                    number.clear();
                    numbers.remove(key);
                }
                case 1 -> {
                    list.clear();
                    lists.remove(key);
                }
                case 2, 3 -> {
                    list.add((long) lists.size());
                    List<Long> more = new ArrayList<>(lists.getOrDefault(key, List.of()));
                    more.add((long) lists.size());
                    lists.put(key, more);
                }
                default -> {
                    long value = random.nextLong();
                    number.update(value);
                    numbers.put(key, value);
                }
            }
        }
    }

    private record Taken(long id, MemoryCheckpoint checkpoint, Map<Long, Long> numbers, Map<Long, List<Long>> lists) {
        static Taken of(long id, CheckpointKind kind, Checked checked) throws Exception {
            MemoryCheckpoint checkpoint = new MemoryCheckpoint(id, kind, 0);
            checked.state.snapshot(checkpoint);
            return new Taken(id, checkpoint, new HashMap<>(checked.numbers), new HashMap<>(checked.lists));
        }

        void isIn(List<RestoredSegment> segments, int parallelism, String where) throws Exception {
            int found = 0;
            for (int subtask = 0; subtask < parallelism; subtask++) {
                KeyedStateBackend part = open(subtask, parallelism, segments);
                ValueState<Long> number = part.state(NUMBER);
                ListState<Long> list = part.state(LIST);
                for (long key = 0; key < KEYS; key++) {
                    int group = KeyGroups.groupOf(HASHER.hash(key), MAX_PARALLELISM);
                    if (KeyGroups.subtaskOf(group, MAX_PARALLELISM, parallelism) == subtask) {
                        part.setCurrentKey(key);
                        assertEquals(numbers.get(key), number.value(), where + ", key " + key);
                        assertEquals(lists.getOrDefault(key, List.of()), list.get(), where + ", key " + key);
                    }
                }
                found += part.keysOf(NUMBER).size();
            }
            assertEquals(numbers.size(), found, where);
        }
    }

    /** Whatever becomes of checkpoints, and in whatever order it is heard: what is restored is what was there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyCheckpointHoldsTheStateAsItWas(long seed) throws Exception {
        Random random = new Random(seed);
        Checked live = new Checked(open(0, 1, List.of()), new HashMap<>(), new HashMap<>());
        for (int i = 0; i < KEYS * 2; i++) {
            live.step(random);
        }
        List<Long> underWay = new ArrayList<>();
        for (long id = 1; id <= 50; id++) {
            String where = "seed " + seed + ", checkpoint " + id;
            for (int left = random.nextInt(random.nextInt(8) == 0 ? 4 * KEYS : KEYS / 10); left > 0; left--) {
                live.step(random);
            }
            boolean savepoint = random.nextInt(10) == 0;
            Taken taken =
                    Taken.of(id, savepoint ? CheckpointKind.SAVEPOINT_CANONICAL : CheckpointKind.CHECKPOINT, live);
            for (int left = random.nextInt(100); left > 0; left--) {
                live.step(random);
            }
            List<RestoredSegment> segments = taken.checkpoint().written();
            if (random.nextInt(4) == 0) {
                taken.isIn(segments, 1 + random.nextInt(3), where);
            }
            underWay.add(id);
            while (underWay.size() > random.nextInt(3)) {
                long over = underWay.remove(random.nextInt(underWay.size()));
                if (random.nextInt(4) == 0) {
                    live.state.checkpointAborted(over);
                } else {
                    live.state.checkpointCompleted(over);
                }
            }
            if (random.nextInt(12) == 0) {
                taken.isIn(segments, 1, where);
                live = new Checked(open(0, 1, segments), taken.numbers(), taken.lists());
                underWay.clear();
            }
        }
        Taken last = Taken.of(99, CheckpointKind.CHECKPOINT, live);
        last.isIn(last.checkpoint().written(), 2, "seed " + seed + ", the last checkpoint");
    }

    private static KeyedStateBackend filled(long keys) throws Exception {
        KeyedStateBackend state = open(0, 1, List.of());
        ValueState<Long> number = state.state(NUMBER);
        for (long key = 0; key < keys; key++) {
            state.setCurrentKey(key);
            number.update(key);
        }
        return state;
    }

    private static long bytes(List<RestoredSegment> segments) {
        return segments.stream()
                .mapToLong(each -> ((Slice.Inline) each.segment().slice()).bytes().length)
                .sum();
    }

    @Test
    void incrementsAreSmallAndNeitherFilesNorBytesPileUp() throws Exception {
        int keys = 60_000;
        KeyedStateBackend state = filled(keys);
        ValueState<Long> number = state.state(NUMBER);
        MemoryCheckpoint first = new MemoryCheckpoint(1, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(first);
        first.written();
        state.checkpointCompleted(1);
        Random random = new Random(1);
        for (long id = 2; id < 120; id++) {
            for (int i = 0; i < keys / 100; i++) {
                state.setCurrentKey((long) random.nextInt(keys));
                number.update(id);
            }
            MemoryCheckpoint next = new MemoryCheckpoint(id, CheckpointKind.CHECKPOINT, 0);
            state.snapshot(next);
            List<RestoredSegment> segments = next.written();
            state.checkpointCompleted(id);
            // A hundredth has changed, and a thirty-second goes round.
            assertTrue(next.newBytes() * 10 < first.newBytes(), "checkpoint " + id + ": " + next.newBytes());
            assertTrue(segments.size() <= ChangeLog.MOST_PIECES + 3, "checkpoint " + id + ": " + segments.size());
            assertTrue(bytes(segments) < 3 * first.newBytes(), "checkpoint " + id + ": " + bytes(segments));
        }
    }

    @Test
    void whatAnAbortedCheckpointHeldIsInTheNext() throws Exception {
        KeyedStateBackend state = filled(20_000);
        ValueState<Long> number = state.state(NUMBER);
        MemoryCheckpoint first = new MemoryCheckpoint(1, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(first);
        first.written();
        state.checkpointCompleted(1);
        state.setCurrentKey(5L);
        number.update(-5L);
        state.setCurrentKey(6L);
        number.clear();
        MemoryCheckpoint aborted = new MemoryCheckpoint(2, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(aborted);
        aborted.discard();
        state.checkpointAborted(2);
        state.setCurrentKey(7L);
        number.update(-7L);
        MemoryCheckpoint third = new MemoryCheckpoint(3, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(third);
        KeyedStateBackend again = open(0, 1, third.written());
        ValueState<Long> numberAgain = again.state(NUMBER);
        again.setCurrentKey(5L);
        assertEquals(-5L, numberAgain.value());
        again.setCurrentKey(6L);
        assertNull(numberAgain.value());
        again.setCurrentKey(7L);
        assertEquals(-7L, numberAgain.value());
        assertTrue(third.newBytes() * 10 < first.newBytes(), third.newBytes() + " of " + first.newBytes());
    }

    /** The log goes on with a piece of which a small state is a whole, because nobody kept account of its removals. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatEarlierPiecesSayOfASmallStateIsVoidAfterManyRemovals(boolean smallOneFirst) throws Exception {
        int small = 3_000;
        KeyedStateBackend state = filled(60_000);
        ValueState<String> text = state.state(TEXT);
        for (long key = 0; key < small; key++) {
            state.setCurrentKey(key);
            text.update("text " + key);
        }
        MemoryCheckpoint first = new MemoryCheckpoint(1, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(first);
        first.written();
        state.checkpointCompleted(1);
        for (long key = 0; key < small - 10; key++) {
            state.setCurrentKey(key);
            text.clear();
        }
        MemoryCheckpoint second = new MemoryCheckpoint(2, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(second);
        List<RestoredSegment> segments = second.written();
        assertTrue(second.newBytes() * 10 < first.newBytes(), second.newBytes() + " of " + first.newBytes());
        for (int subtask = 0; subtask < 3; subtask++) {
            KeyedStateBackend part = open(subtask, 3, segments);
            // The first one goes into its table at once, the second one is kept as bytes until then.
            if (!smallOneFirst) {
                part.state(NUMBER);
            }
            ValueState<String> textAgain = part.state(TEXT);
            ValueState<Long> numberAgain = part.state(NUMBER);
            for (long key = 0; key < small; key++) {
                int group = KeyGroups.groupOf(HASHER.hash(key), MAX_PARALLELISM);
                if (KeyGroups.subtaskOf(group, MAX_PARALLELISM, 3) == subtask) {
                    part.setCurrentKey(key);
                    assertEquals(key < small - 10 ? null : "text " + key, textAgain.value());
                    assertEquals(key, numberAgain.value());
                }
            }
        }
    }

    /** Keys may come and go faster than anyone would keep account of. */
    @Test
    void nothingComesBackAfterMoreRemovalsThanAreRemembered() throws Exception {
        KeyedStateBackend state = filled(20_000);
        ValueState<Long> number = state.state(NUMBER);
        MemoryCheckpoint first = new MemoryCheckpoint(1, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(first);
        first.written();
        state.checkpointCompleted(1);
        for (long key = 0; key < 4_000; key++) {
            state.setCurrentKey(key);
            number.clear();
        }
        MemoryCheckpoint second = new MemoryCheckpoint(2, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(second);
        List<RestoredSegment> segments = second.written();
        state.checkpointCompleted(2);
        assertEquals(16_000, open(0, 1, segments).keysOf(NUMBER).size());
        state.setCurrentKey(1L);
        number.update(1L);
        MemoryCheckpoint third = new MemoryCheckpoint(3, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(third);
        assertEquals(16_001, open(0, 1, third.written()).keysOf(NUMBER).size());
        assertTrue(third.newBytes() * 10 < first.newBytes(), third.newBytes() + " of " + first.newBytes());
    }

    @Test
    void whatNobodyAsksForIsPassedOnAsItIs() throws Exception {
        KeyedStateBackend state = filled(20_000);
        ValueState<Long> number = state.state(NUMBER);
        for (long id = 1; id < 4; id++) {
            MemoryCheckpoint checkpoint = new MemoryCheckpoint(id, CheckpointKind.CHECKPOINT, 0);
            state.snapshot(checkpoint);
            checkpoint.written();
            state.checkpointCompleted(id);
            state.setCurrentKey(id);
            number.update(-id);
            state.setCurrentKey(10 + id);
            number.clear();
        }
        MemoryCheckpoint last = new MemoryCheckpoint(4, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(last);
        KeyedStateBackend another = open(0, 1, last.written());
        another.state(TEXT);
        MemoryCheckpoint passing = new MemoryCheckpoint(5, CheckpointKind.CHECKPOINT, 0);
        another.snapshot(passing);
        KeyedStateBackend again = open(0, 1, passing.written());
        assertEquals(19_997, again.keysOf(NUMBER).size());
        ValueState<Long> numberAgain = again.state(NUMBER);
        again.setCurrentKey(2L);
        assertEquals(-2L, numberAgain.value());
    }
}
