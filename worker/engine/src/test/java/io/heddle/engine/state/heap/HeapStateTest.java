package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.Function;
import io.heddle.api.state.ListCheckpointed;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.StateTtlConfig;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.testing.StateSetups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapStateTest {
    private static final int MAX_PARALLELISM = 128;
    private static final ValueStateDescriptor<Long> COUNT = new ValueStateDescriptor<>("count", Types.LONG);

    private final SettableClock clock = new SettableClock(1_000_000);
    private final HeapStateBackend backend = new HeapStateBackend();

    private StateSetup setup(int subtask, int parallelism, List<RestoredSegment> segments) {
        return StateSetups.of(subtask, parallelism, MAX_PARALLELISM, StateSetups.restored(7, segments), clock);
    }

    private KeyedStateBackend keyed(int subtask, int parallelism, List<RestoredSegment> segments) throws Exception {
        return backend.keyed(setup(subtask, parallelism, segments), Types.STRING);
    }

    @Test
    void keyedStateSurvivesRescalingUpAndDown() throws Exception {
        KeyedStateBackend one = keyed(0, 1, List.of());
        ValueState<Long> counts = one.state(COUNT);
        ListState<String> names = one.state(new ListStateDescriptor<>("names", Types.STRING));
        MapState<String, Integer> scores = one.state(new MapStateDescriptor<>("scores", Types.STRING, Types.INT));
        for (int i = 0; i < 1_000; i++) {
            one.setCurrentKey("key" + i);
            counts.update((long) i);
            names.add("n" + i);
            scores.put("s", i);
        }

        List<RestoredSegment> stored = snapshot(one);
        List<RestoredSegment> rescaled = new ArrayList<>();
        for (int subtask = 0; subtask < 7; subtask++) {
            KeyedStateBackend part = keyed(subtask, 7, stored);
            part.state(COUNT);
            // "names" and "scores" are not asked for here, and must not be lost for that.
            rescaled.addAll(snapshot(part));
        }
        KeyedStateBackend again = keyed(0, 1, rescaled);
        ValueState<Long> countsAgain = again.state(COUNT);
        ListState<String> namesAgain = again.state(new ListStateDescriptor<>("names", Types.STRING));
        MapState<String, Integer> scoresAgain =
                again.state(new MapStateDescriptor<>("scores", Types.STRING, Types.INT));
        for (int i = 0; i < 1_000; i++) {
            again.setCurrentKey("key" + i);
            assertEquals((long) i, countsAgain.value());
            assertEquals(List.of("n" + i), namesAgain.get());
            assertEquals(i, scoresAgain.get("s"));
        }
    }

    @Test
    void whatChangesAfterTheFreezeIsNotInTheSnapshot() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        MapState<String, Integer> map = state.state(new MapStateDescriptor<>("map", Types.STRING, Types.INT));
        state.setCurrentKey("k");
        map.put("a", 1);
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        map.put("b", 2);
        map.remove("a");

        KeyedStateBackend restored = keyed(0, 1, checkpoint.written());
        MapState<String, Integer> mapAgain = restored.state(new MapStateDescriptor<>("map", Types.STRING, Types.INT));
        restored.setCurrentKey("k");
        assertEquals(1, mapAgain.get("a"));
        assertFalse(mapAgain.contains("b"));
        assertEquals(2, map.get("b"));
    }

    @Test
    void reducingStateCombines() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        ReducingState<Long> sum = state.state(new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG));
        state.setCurrentKey("k");
        assertNull(sum.get());
        sum.add(3L);
        sum.add(4L);
        assertEquals(7L, sum.get());
        sum.clear();
        assertNull(sum.get());
    }

    @Test
    void valuesExpireAfterTheirTimeToLiveAndEntriesOfMapsOneByOne() throws Exception {
        StateTtlConfig ttl = StateTtlConfig.newBuilder(Duration.ofSeconds(10)).build();
        ValueStateDescriptor<Long> value = new ValueStateDescriptor<>("v", Types.LONG);
        value.enableTimeToLive(ttl);
        MapStateDescriptor<String, Integer> entries = new MapStateDescriptor<>("m", Types.STRING, Types.INT);
        entries.enableTimeToLive(ttl);
        KeyedStateBackend state = keyed(0, 1, List.of());
        ValueState<Long> v = state.state(value);
        MapState<String, Integer> m = state.state(entries);
        state.setCurrentKey("k");
        v.update(1L);
        m.put("old", 1);
        clock.advanceMs(6_000);
        m.put("new", 2);
        assertEquals(1L, v.value());
        clock.advanceMs(5_000);
        assertNull(v.value());
        assertNull(m.get("old"));
        assertEquals(2, m.get("new"));
        assertEquals(Map.of("new", 2), collect(m));
    }

    /** Where nothing is written any more, records that are only looked at pay, if that is wished. */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 500"})
    void everyRecordCleansUpIfItIsAskedTo(boolean everyRecord, int left) throws Exception {
        ValueStateDescriptor<Long> value = new ValueStateDescriptor<>("v", Types.LONG);
        value.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofSeconds(10))
                .cleanupIncrementally(3, everyRecord)
                .build());
        KeyedStateBackend state = keyed(0, 1, List.of());
        ValueState<Long> v = state.state(value);
        for (int i = 0; i < 500; i++) {
            state.setCurrentKey("k" + i);
            v.update(1L);
        }
        clock.advanceMs(10_000);
        for (int i = 0; i < 1_000; i++) {
            state.setCurrentKey("never written");
        }
        assertEquals(left, state.keysOf(value).size());
    }

    @Test
    void twoKindsOfStateUnderOneNameAreRefused() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        state.state(COUNT);
        assertThrows(HeddleException.class, () -> state.state(new ListStateDescriptor<>("count", Types.LONG)));
    }

    @Test
    void aTypeThatHasNoReadingIsRefusedBeforeTheFirstRecord() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        ValueState<Long> count = state.state(COUNT);
        state.setCurrentKey("k");
        count.update(5L);
        KeyedStateBackend restored = keyed(0, 1, snapshot(state));
        HeddleException refusal = assertThrows(
                HeddleException.class,
                () -> restored.state(new ValueStateDescriptor<>("count", Types.MAP(Types.STRING, Types.STRING))));
        assertTrue(refusal.getMessage().contains("count"), refusal.getMessage());
    }

    @Test
    void listsAreSplitUnionsAndBroadcastsAreWhole() throws Exception {
        List<RestoredSegment> stored = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorState state = backend.operator(setup(subtask, 2, List.of()));
            ListState<Integer> split = state.getListState(new ListStateDescriptor<>("split", Types.INT));
            ListState<Integer> union = state.getUnionListState(new ListStateDescriptor<>("union", Types.INT));
            state.getBroadcastState(new MapStateDescriptor<>("rules", Types.STRING, Types.INT))
                    .put("rule", 9);
            for (int i = 0; i < 5; i++) {
                split.add(10 * subtask + i);
            }
            union.add(subtask);
            stored.addAll(snapshot(state));
        }
        Set<Integer> all = new TreeSet<>();
        int elements = 0;
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorState state = backend.operator(setup(subtask, 3, stored));
            for (int each : state.getListState(new ListStateDescriptor<>("split", Types.INT))
                    .get()) {
                all.add(each);
                elements++;
            }
            assertEquals(
                    List.of(0, 1),
                    state.getUnionListState(new ListStateDescriptor<>("union", Types.INT))
                            .get());
            assertEquals(
                    9,
                    state.getBroadcastState(new MapStateDescriptor<>("rules", Types.STRING, Types.INT))
                            .get("rule"));
        }
        assertEquals(10, elements);
        assertEquals(Set.of(0, 1, 2, 3, 4, 10, 11, 12, 13, 14), all);

        OperatorState same = backend.operator(setup(1, 2, stored));
        assertEquals(
                List.of(10, 11, 12, 13, 14),
                same.getListState(new ListStateDescriptor<>("split", Types.INT)).get());
    }

    /** A function with the simple form of operator state. */
    private static final class Offsets implements Function, ListCheckpointed<StringBuilder> {
        private static final long serialVersionUID = 1L;

        private final List<StringBuilder> offsets = new ArrayList<>();
        private int restores;

        @Override
        public List<StringBuilder> snapshotState(long checkpointId, long timestamp) {
            return offsets;
        }

        @Override
        public void restoreState(List<StringBuilder> state) {
            restores++;
            offsets.addAll(state);
        }
    }

    /** What a function says is taken when it says it, and falls to as many instances as there are then. */
    @Test
    void functionsWithAListAreAskedForItAndGetItBack() throws Exception {
        List<RestoredSegment> stored = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorState state = backend.operator(setup(subtask, 2, List.of()));
            Offsets function = new Offsets();
            state.initialize(function, null);
            assertEquals(0, function.restores, "nothing is restored");
            for (int i = 0; i < 4; i++) {
                function.offsets.add(new StringBuilder("p" + subtask + i));
            }
            MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
            state.capture(function, checkpoint);
            state.snapshot(checkpoint);
            function.offsets.forEach(each -> each.append(" and more"));
            stored.addAll(checkpoint.written());
        }
        for (int parallelism = 1; parallelism <= 3; parallelism++) {
            Set<String> all = new TreeSet<>();
            int elements = 0;
            for (int subtask = 0; subtask < parallelism; subtask++) {
                Offsets function = new Offsets();
                backend.operator(setup(subtask, parallelism, stored)).initialize(function, null);
                assertEquals(1, function.restores);
                elements += function.offsets.size();
                function.offsets.forEach(each -> all.add(each.toString()));
            }
            assertEquals(8, elements, "parallelism " + parallelism);
            assertEquals(Set.of("p00", "p01", "p02", "p03", "p10", "p11", "p12", "p13"), all);
        }
    }

    /** Elements of a list that is split are one task's each, those of a union are everybody's. */
    @Test
    void aListIsNotReadInTheOtherWay() throws Exception {
        OperatorState before = backend.operator(setup(0, 1, List.of()));
        before.getListState(new ListStateDescriptor<>("offsets", Types.INT)).add(1);
        OperatorState after = backend.operator(setup(0, 1, snapshot(before)));
        HeddleException refusal = assertThrows(
                HeddleException.class, () -> after.getUnionListState(new ListStateDescriptor<>("offsets", Types.INT)));
        assertTrue(refusal.getMessage().contains("offsets"), refusal.getMessage());
    }

    private static Map<String, Integer> collect(MapState<String, Integer> state) throws Exception {
        Map<String, Integer> entries = new HashMap<>();
        for (Map.Entry<String, Integer> entry : state.entries()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        return entries;
    }

    private static List<RestoredSegment> snapshot(KeyedStateBackend state) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        return checkpoint.written();
    }

    private static List<RestoredSegment> snapshot(OperatorState state) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        return checkpoint.written();
    }
}
