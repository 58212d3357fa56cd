package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.testing.StateSetups;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tasks that have asked for a state since its types changed write it in the new form, and those that have not pass it on in the
 * old one; after a rescaling one task gets both.
 */
class MixedFormsTest {
    private static final int MAX_PARALLELISM = 128;
    private static final int KEYS = 1_000;
    private static final ValueStateDescriptor<Integer> BEFORE = new ValueStateDescriptor<>("count", Types.INT);
    private static final ValueStateDescriptor<Long> AFTER = new ValueStateDescriptor<>("count", Types.LONG);

    private KeyedStateBackend keyed(
            TypeInformation<?> keys,
            int subtask,
            int parallelism,
            List<RestoredSegment> segments,
            long leastOfIncrements)
            throws Exception {
        StateSetup setup = StateSetups.of(
                subtask, parallelism, MAX_PARALLELISM, StateSetups.restored(7, segments), new SettableClock(0));
        return new HeapStateBackend(leastOfIncrements).keyed(setup, keys);
    }

    private static List<RestoredSegment> snapshot(KeyedStateBackend state) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        return checkpoint.written();
    }

    /** Written by a program whose keys, values and namespaces are 32 bits wide. */
    private List<RestoredSegment> before(int firstKey, long leastOfIncrements) throws Exception {
        KeyedStateBackend state = keyed(Types.INT, 0, 1, List.of(), leastOfIncrements);
        ValueState<Integer> counts = state.state(BEFORE);
        TimerQueue timers = state.timers("event", StateSetups.SERIALIZERS.of(Types.INT));
        for (int key = firstKey; key < firstKey + KEYS; key++) {
            state.setCurrentKey(key);
            counts.update(3 * key);
            timers.add(key, 5, key);
        }
        return snapshot(state);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void whatWasPassedOnIsReadBesideWhatWasWrittenAnew(long leastOfIncrements) throws Exception {
        List<RestoredSegment> stored = before(0, leastOfIncrements);
        KeyedStateBackend asking = keyed(Types.LONG, 0, 2, stored, leastOfIncrements);
        asking.state(AFTER);
        asking.timers("event", StateSetups.SERIALIZERS.of(Types.LONG));
        List<RestoredSegment> parts = new ArrayList<>(snapshot(asking));
        parts.addAll(snapshot(keyed(Types.LONG, 1, 2, stored, leastOfIncrements)));
        List<RestoredSegment> passedOn = snapshot(keyed(Types.LONG, 0, 1, parts, leastOfIncrements));

        KeyedStateBackend state = keyed(Types.LONG, 0, 1, passedOn, leastOfIncrements);
        ValueState<Long> counts = state.state(AFTER);
        TimerQueue timers = state.timers("event", StateSetups.SERIALIZERS.of(Types.LONG));
        for (long key = 0; key < KEYS; key++) {
            state.setCurrentKey(key);
            assertEquals(3 * key, counts.value());
            assertEquals(new KeyedTimer(key, key, 5L), timers.poll(key));
        }
        assertTrue(timers.isEmpty());
    }

    @Test
    void keysThatWouldBelongToOtherTasksAreRefused() throws Exception {
        KeyedStateBackend state = keyed(Types.LONG, 0, 1, before(-KEYS, 0), 0);
        for (HeddleException refused : List.of(
                assertThrows(HeddleException.class, () -> state.state(AFTER)),
                assertThrows(
                        HeddleException.class, () -> state.timers("event", StateSetups.SERIALIZERS.of(Types.LONG))))) {
            assertTrue(refused.getMessage().contains("key groups"), refused::getMessage);
        }
    }
}
