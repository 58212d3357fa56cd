package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.testing.StateSetups;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operator state for which a function does not ask, or not at once, is in every checkpoint nevertheless. */
class UnaskedListsTest {
    private static final ListStateDescriptor<String> SPLIT = new ListStateDescriptor<>("split", Types.STRING);
    private static final ListStateDescriptor<Integer> UNION = new ListStateDescriptor<>("union", Types.INT);
    private static final MapStateDescriptor<String, Integer> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.INT);

    private final HeapStateBackend backend = new HeapStateBackend();
    private boolean deleted;

    private OperatorState opened(int subtask, int parallelism, List<RestoredSegment> stored) throws Exception {
        OperatorState state = backend.operator(setup(subtask, parallelism, stored));
        state.opened();
        return state;
    }

    private StateSetup setup(int subtask, int parallelism, List<RestoredSegment> stored) {
        List<RestoredSegment> deletable =
                stored.stream().<RestoredSegment>map(Deletable::new).toList();
        return StateSetups.of(
                subtask, parallelism, 128, StateSetups.restored(7, deletable), new SettableClock(1_000_000));
    }

    /** A segment of a checkpoint that is deleted some time after the start from it. */
    private final class Deletable implements RestoredSegment {
        private final RestoredSegment there;

        Deletable(RestoredSegment there) {
            this.there = there;
        }

        @Override
        public Segment segment() {
            return there.segment();
        }

        @Override
        public String home() {
            return there.home();
        }

        @Override
        public InputStream open() throws IOException {
            if (deleted) {
                throw new IOException("gone");
            }
            return there.open();
        }
    }

    private static List<RestoredSegment> snapshot(OperatorState state) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        return checkpoint.written();
    }

    /** What two subtasks wrote: five elements each, the union of their numbers, one rule. */
    private List<RestoredSegment> written() throws Exception {
        List<RestoredSegment> stored = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorState state = opened(subtask, 2, List.of());
            ListState<String> split = state.getListState(SPLIT);
            for (int i = 0; i < 5; i++) {
                split.add("element " + subtask + i);
            }
            state.getUnionListState(UNION).add(subtask);
            state.getBroadcastState(RULES).put("rule", 9);
            stored.addAll(snapshot(state));
        }
        return stored;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void whatNobodyAsksForIsInTheNextCheckpoint(int parallelism) throws Exception {
        List<RestoredSegment> stored = written();
        List<RestoredSegment> next = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            next.addAll(snapshot(opened(subtask, parallelism, stored)));
        }

        OperatorState one = opened(0, 1, next);

        List<String> split = new ArrayList<>();
        one.getListState(SPLIT).get().forEach(split::add);
        split.sort(null);
        List<String> all = new ArrayList<>();
        opened(0, 1, written()).getListState(SPLIT).get().forEach(all::add);
        assertEquals(all, split);
        assertEquals(List.of(0, 1), one.getUnionListState(UNION).get());
        assertEquals(9, one.getBroadcastState(RULES).get("rule"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whoAsksLateIsGivenItsShare(int parallelism) throws Exception {
        List<RestoredSegment> stored = written();
        List<OperatorState> late = new ArrayList<>();
        List<OperatorState> early = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            late.add(opened(subtask, parallelism, stored));
            OperatorState state = backend.operator(setup(subtask, parallelism, stored));
            state.getListState(SPLIT);
            early.add(state);
        }
        deleted = true;

        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorState state = late.get(subtask);
            assertEquals(
                    early.get(subtask).getListState(SPLIT).get(),
                    state.getListState(SPLIT).get());
            assertEquals(List.of(0, 1), state.getUnionListState(UNION).get());
            assertEquals(9, state.getBroadcastState(RULES).get("rule"));
        }
    }

    @Test
    void oneThatHasAskedAndOneThatHasNotWriteTheirSharesOfAList() throws Exception {
        List<RestoredSegment> stored = written();
        List<RestoredSegment> next = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorState state = opened(subtask, 3, stored);
            if (subtask == 1) {
                state.getListState(SPLIT);
            }
            next.addAll(snapshot(state));
        }
        List<String> split = new ArrayList<>();
        opened(0, 1, next).getListState(SPLIT).get().forEach(split::add);
        assertEquals(10, split.stream().distinct().count());
        assertEquals(10, split.size());
    }

    @Test
    void whatWasAskedForIsNotHandedOnBesides() throws Exception {
        OperatorState state = opened(0, 2, written());
        state.getListState(SPLIT).clear();
        state.getUnionListState(UNION).clear();
        state.getBroadcastState(RULES).clear();
        List<RestoredSegment> next = snapshot(state);
        assertEquals(3, next.size());
        OperatorState again = opened(0, 2, next);
        assertEquals(List.of(), again.getListState(SPLIT).get());
        assertEquals(List.of(), again.getUnionListState(UNION).get());
    }

    @Test
    void aListIsNotReadInTheOtherWayLaterEither() throws Exception {
        OperatorState state = opened(0, 2, written());
        HeddleException refusal = assertThrows(
                HeddleException.class, () -> state.getUnionListState(new ListStateDescriptor<>("split", Types.STRING)));
        assertTrue(refusal.getMessage().contains("split"), refusal.getMessage());
        assertEquals(
                1,
                snapshot(state).stream()
                        .filter(each -> each.segment().kind() == StateKind.OPERATOR_ELEMENTS)
                        .count());
    }
}
