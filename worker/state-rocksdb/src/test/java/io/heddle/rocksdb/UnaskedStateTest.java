package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.testing.StateSetups;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State whose types have changed and that the program asks for late, or not at all. */
class UnaskedStateTest {
    private static final int KEYS = 1_000;
    private static final ValueStateDescriptor<Integer> BEFORE = new ValueStateDescriptor<>("count", Types.INT);
    private static final ValueStateDescriptor<Long> AFTER = new ValueStateDescriptor<>("count", Types.LONG);

    @TempDir
    Path directory;

    private KeyedStateBackend keyed(TypeInformation<?> keys, List<RestoredSegment> segments) throws Exception {
        StateSetup setup = StateSetups.of(0, 1, 128, StateSetups.restored(7, segments), new SettableClock(0));
        return Backends.make(directory, 1 << 20, true).keyed(setup, keys);
    }

    private static MemoryCheckpoint begun(KeyedStateBackend state, CheckpointKind kind) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, kind, 0);
        state.snapshot(checkpoint);
        return checkpoint;
    }

    /** Written by a program whose values and namespaces are 32 bits wide. */
    private List<RestoredSegment> before(TypeInformation<?> keys) throws Exception {
        KeyedStateBackend state = keyed(keys, List.of());
        ValueState<Integer> counts = state.state(BEFORE);
        TimerQueue timers = state.timers("event", StateSetups.SERIALIZERS.of(Types.INT));
        for (int number = 0; number < KEYS; number++) {
            Object key = keys.equals(Types.INT) ? (Object) number : (Object) (long) number;
            state.setCurrentKey(key);
            counts.update(3 * number);
            timers.add(key, 5, number);
        }
        List<RestoredSegment> written = begun(state, CheckpointKind.CHECKPOINT).written();
        state.close();
        return written;
    }

    private void assertWhole(KeyedStateBackend state) throws Exception {
        ValueState<Long> counts = state.state(AFTER);
        TimerQueue timers = state.timers("event", StateSetups.SERIALIZERS.of(Types.LONG));
        for (long key = 0; key < KEYS; key++) {
            state.setCurrentKey(key);
            assertEquals(3 * key, counts.value());
            assertEquals(new KeyedTimer(key, key, 5L), timers.poll(key));
        }
        assertTrue(timers.isEmpty());
        state.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CHECKPOINT", "SAVEPOINT_CANONICAL", "SAVEPOINT_NATIVE"})
    void whatIsRewrittenWhileACheckpointIsUnderWayIsInIt(CheckpointKind kind) throws Exception {
        KeyedStateBackend state = keyed(Types.LONG, before(Types.LONG));
        MemoryCheckpoint underWay = begun(state, kind);
        assertWhole(state);
        assertWhole(keyed(Types.LONG, underWay.written()));
    }

    @ParameterizedTest
    @EnumSource(names = {"CHECKPOINT", "SAVEPOINT_CANONICAL", "SAVEPOINT_NATIVE"})
    void keysArePassedOnInTheFormTheyWereWrittenIn(CheckpointKind kind) throws Exception {
        KeyedStateBackend state = keyed(Types.LONG, before(Types.INT));
        List<RestoredSegment> passedOn = begun(state, kind).written();
        state.close();
        assertWhole(keyed(Types.LONG, passedOn));
    }
}
