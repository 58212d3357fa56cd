package io.heddle.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.state.AggregatingState;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.StateTtlConfig;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a time to live means for every kind of state of every backend. */
public abstract class TimeToLiveLaw extends BackendLaw {
    private static final long TTL_MS = 10_000;
    private static final int MANY = 20_000;

    /** Every kind of state as something that can be written and read; a null is read where nothing is to be seen. */
    @SuppressWarnings("unchecked") // The descriptor of a kind makes its state.
    protected enum Kind {
        VALUE {
            @Override
            StateDescriptor<?, ?> descriptor() {
                return new ValueStateDescriptor<>("value", Types.LONG);
            }

            @Override
            void write(State state, long number) throws Exception {
                ((ValueState<Long>) state).update(number);
            }

            @Override
            @Nullable
            Object read(State state) throws Exception {
                return ((ValueState<Long>) state).value();
            }
        },
        LIST {
            @Override
            StateDescriptor<?, ?> descriptor() {
                return new ListStateDescriptor<>("list", Types.LONG);
            }

            @Override
            void write(State state, long number) throws Exception {
                ((ListState<Long>) state).add(number);
            }

            @Override
            @Nullable
            Object read(State state) throws Exception {
                List<Long> all = new ArrayList<>();
                ((ListState<Long>) state).get().forEach(all::add);
                return all.isEmpty() ? null : all.get(0);
            }
        },
        MAP {
            @Override
            StateDescriptor<?, ?> descriptor() {
                return new MapStateDescriptor<>("map", Types.STRING, Types.LONG);
            }

            @Override
            void write(State state, long number) throws Exception {
                ((MapState<String, Long>) state).put("entry", number);
            }

            @Override
            @Nullable
            Object read(State state) throws Exception {
                return ((MapState<String, Long>) state).get("entry");
            }
        },
        REDUCING {
            @Override
            StateDescriptor<?, ?> descriptor() {
                return new ReducingStateDescriptor<>("reducing", Long::sum, Types.LONG);
            }

            @Override
            void write(State state, long number) throws Exception {
                ((ReducingState<Long>) state).add(number);
            }

            @Override
            @Nullable
            Object read(State state) throws Exception {
                return ((ReducingState<Long>) state).get();
            }
        },
        AGGREGATING {
            @Override
            StateDescriptor<?, ?> descriptor() {
                return new AggregatingStateDescriptor<>("aggregating", new Sum(), Types.LONG);
            }

            @Override
            void write(State state, long number) throws Exception {
                ((AggregatingState<Long, Long>) state).add(number);
            }

            @Override
            @Nullable
            Object read(State state) throws Exception {
                return ((AggregatingState<Long, Long>) state).get();
            }
        };

        abstract StateDescriptor<?, ?> descriptor();

        abstract void write(State state, long number) throws Exception;

        abstract @Nullable Object read(State state) throws Exception;

        StateDescriptor<?, ?> expiring(StateTtlConfig.Builder config) {
            StateDescriptor<?, ?> descriptor = descriptor();
            descriptor.enableTimeToLive(config.build());
            return descriptor;
        }
    }

    private static final class Sum implements AggregateFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long value, Long accumulator) {
            return value + accumulator;
        }

        @Override
        public Long getResult(Long accumulator) {
            return accumulator;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }

    private static StateTtlConfig.Builder config() {
        return StateTtlConfig.newBuilder(Duration.ofMillis(TTL_MS));
    }

    @ParameterizedTest
    @EnumSource
    void onlyWritingRenews(Kind kind) throws Exception {
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        State state = keyed.state(kind.expiring(config().updateTtlOnCreateAndWrite()));
        keyed.setCurrentKey("k");
        kind.write(state, 1);
        clock.advanceMs(TTL_MS - 1);
        assertEquals(1L, kind.read(state));
        clock.advanceMs(1);
        assertNull(kind.read(state));
        kind.write(state, 2);
        assertEquals(2L, kind.read(state));
    }

    @ParameterizedTest
    @EnumSource
    void readingRenewsToo(Kind kind) throws Exception {
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        State state = keyed.state(kind.expiring(config().updateTtlOnReadAndWrite()));
        keyed.setCurrentKey("k");
        kind.write(state, 1);
        for (int i = 0; i < 3; i++) {
            clock.advanceMs(TTL_MS - 1);
            assertEquals(1L, kind.read(state));
        }
        clock.advanceMs(TTL_MS);
        assertNull(kind.read(state));
    }

    /** Looking for an entry and going through all of them are reading as well; asking whether there are any is not. */
    @Test
    void everyWayOfReadingAMapRenews() throws Exception {
        List<Reading> ways = List.of(
                map -> map.contains("entry"),
                map -> map.entries().iterator().next(),
                map -> map.keys().iterator().next(),
                map -> map.values().iterator().next(),
                map -> map.iterator().next());
        for (int way = 0; way < ways.size(); way++) {
            KeyedStateBackend keyed = keyed(0, 1, List.of());
            MapState<String, Long> map = expiringMap(keyed);
            keyed.setCurrentKey("k");
            map.put("entry", 1L);
            for (int i = 0; i < 3; i++) {
                clock.advanceMs(TTL_MS - 1);
                ways.get(way).of(map);
            }
            clock.advanceMs(TTL_MS - 1);
            keyed = rescaled(keyed);
            map = expiringMap(keyed);
            keyed.setCurrentKey("k");
            assertTrue(!map.isEmpty(), "way " + way);
            clock.advanceMs(1);
            assertTrue(map.isEmpty(), "way " + way);
        }
    }

    /** One that need not be in memory as a whole; what is changed on the way stays as it was changed. */
    @Test
    void goingThroughALargeMapRenewsAllOfIt() throws Exception {
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        MapState<String, Long> map = expiringMap(keyed);
        keyed.setCurrentKey("k");
        for (long i = 0; i < 3_000; i++) {
            map.put("e" + i, i);
        }
        keyed = rescaled(keyed);
        map = expiringMap(keyed);
        keyed.setCurrentKey("k");
        clock.advanceMs(TTL_MS - 1);
        map.remove("e7");
        long seen = 0;
        for (Map.Entry<String, Long> entry : map.entries()) {
            if (seen++ == 0) {
                map.put("e8", -8L);
                map.remove("e9");
            }
            assertTrue(!entry.getKey().equals("e7"));
        }
        clock.advanceMs(TTL_MS - 1);
        keyed = rescaled(keyed);
        map = expiringMap(keyed);
        keyed.setCurrentKey("k");
        for (long i = 0; i < 3_000; i++) {
            Long expected = i == 7 || i == 9 ? null : Long.valueOf(i == 8 ? -8 : i);
            assertEquals(expected, map.get("e" + i));
        }
    }

    @SuppressWarnings("unchecked") // The descriptor of a kind makes its state.
    private static MapState<String, Long> expiringMap(KeyedStateBackend keyed) {
        return (MapState<String, Long>) keyed.state(Kind.MAP.expiring(config().updateTtlOnReadAndWrite()));
    }

    private interface Reading {
        void of(MapState<String, Long> map) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void whatHasExpiredMayBeSeenUntilItIsRemovedIfThatIsWished(Kind kind) throws Exception {
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        State state =
                keyed.state(kind.expiring(config().returnExpiredIfNotCleanedUp().disableCleanupInBackground()));
        keyed.setCurrentKey("k");
        kind.write(state, 1);
        clock.advanceMs(2 * TTL_MS);
        assertEquals(1L, kind.read(state));
        assertNull(kind.read(state), "reading removes it");
    }

    /** The renewal times are part of the state: a restart prolongs nothing. */
    @ParameterizedTest
    @EnumSource
    void timeGoesOnWhileStateIsStored(Kind kind) throws Exception {
        StateDescriptor<?, ?> descriptor = kind.expiring(config());
        KeyedStateBackend before = keyed(0, 1, List.of());
        State state = before.state(descriptor);
        before.setCurrentKey("old");
        kind.write(state, 1);
        clock.advanceMs(TTL_MS - 1);
        before.setCurrentKey("young");
        kind.write(state, 2);
        KeyedStateBackend after = rescaled(before);
        State again = after.state(descriptor);
        after.setCurrentKey("old");
        assertEquals(1L, kind.read(again));
        clock.advanceMs(1);
        assertNull(kind.read(again));
        after.setCurrentKey("young");
        assertEquals(2L, kind.read(again));
    }

    /** What was written without a time to live begins to live when it is restored with one; and back. */
    @ParameterizedTest
    @EnumSource
    void aTimeToLiveMayComeAndGo(Kind kind) throws Exception {
        for (CheckpointKind form : List.of(CheckpointKind.CHECKPOINT, CheckpointKind.SAVEPOINT_CANONICAL)) {
            KeyedStateBackend without = keyed(0, 1, List.of());
            without.setCurrentKey("k");
            kind.write(without.state(kind.descriptor()), 1);
            List<RestoredSegment> plain = snapshot(without, form);
            clock.advanceMs(3 * TTL_MS);

            KeyedStateBackend with = keyed(0, 1, plain);
            State expiring = with.state(kind.expiring(config()));
            with.setCurrentKey("k");
            assertEquals(1L, kind.read(expiring));
            clock.advanceMs(TTL_MS - 1);
            assertEquals(1L, kind.read(expiring));
            List<RestoredSegment> timed = snapshot(with, form);
            clock.advanceMs(1);
            assertNull(kind.read(expiring));

            KeyedStateBackend again = keyed(0, 1, timed);
            State lasting = again.state(kind.descriptor());
            again.setCurrentKey("k");
            clock.advanceMs(3 * TTL_MS);
            assertEquals(1L, kind.read(lasting), form + ", without again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasExpiredIsLeftOutOfFullSnapshots(Kind kind) throws Exception {
        StateTtlConfig.Builder config = config().cleanupFullSnapshot().disableCleanupInBackground();
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        State state = keyed.state(kind.expiring(config));
        for (int i = 0; i < 100; i++) {
            keyed.setCurrentKey("k" + i);
            kind.write(state, i);
        }
        assertEquals(100, keysIn(snapshot(keyed, CheckpointKind.SAVEPOINT_CANONICAL), kind));
        clock.advanceMs(TTL_MS - 1);
        keyed.setCurrentKey("k0");
        kind.write(state, 5);
        clock.advanceMs(1);
        assertEquals(1, keysIn(snapshot(keyed, CheckpointKind.SAVEPOINT_CANONICAL), kind));
    }

    /** Read by somebody for whom nothing expires while he looks. */
    private int keysIn(List<RestoredSegment> segments, Kind kind) throws Exception {
        StateDescriptor<?, ?> patient = kind.expiring(StateTtlConfig.newBuilder(Duration.ofDays(10)));
        return keyed(0, 1, segments).keysOf(patient).size();
    }

    /** Elements and entries expire one by one. */
    @Test
    void theYoungPartOfAListAndOfAMapStays() throws Exception {
        ListStateDescriptor<Long> list = new ListStateDescriptor<>("list", Types.LONG);
        list.enableTimeToLive(config().build());
        MapStateDescriptor<Long, Long> map = new MapStateDescriptor<>("map", Types.LONG, Types.LONG);
        map.enableTimeToLive(config().build());
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        keyed.setCurrentKey("k");
        for (long i = 0; i < 10; i++) {
            keyed.state(list).add(i);
            keyed.state(map).put(i, -i);
            clock.advanceMs(TTL_MS / 5);
        }
        for (KeyedStateBackend each : List.of(
                keyed,
                keyed(0, 1, snapshot(keyed)),
                keyed(0, 1, snapshot(keyed, CheckpointKind.SAVEPOINT_CANONICAL)))) {
            each.setCurrentKey("k");
            List<Long> elements = new ArrayList<>();
            each.state(list).get().forEach(elements::add);
            assertEquals(List.of(6L, 7L, 8L, 9L), elements);
            Map<Long, Long> entries = new TreeMap<>();
            each.state(map).entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            assertEquals(Map.of(6L, -6L, 7L, -7L, 8L, -8L, 9L, -9L), entries);
        }
    }

    /** Otherwise state of keys that never come again, such as of sessions, would grow for ever. */
    @ParameterizedTest
    @EnumSource
    void whatNobodyAsksForAgainIsRemovedAsOtherKeysAreWritten(Kind kind) throws Exception {
        assertTrue(leftAfterAnotherGeneration(kind, config()) < MANY * 3 / 2);
        assertEquals(2 * MANY, leftAfterAnotherGeneration(kind, config().disableCleanupInBackground()));
    }

    private int leftAfterAnotherGeneration(Kind kind, StateTtlConfig.Builder config) throws Exception {
        StateDescriptor<?, ?> descriptor = kind.expiring(config);
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        State state = keyed.state(descriptor);
        for (int i = 0; i < MANY; i++) {
            keyed.setCurrentKey("old" + i);
            kind.write(state, i);
        }
        clock.advanceMs(TTL_MS);
        for (int i = 0; i < MANY; i++) {
            keyed.setCurrentKey("young" + i);
            kind.write(state, i);
        }
        HashSet<Object> left = new HashSet<>(keyed.keysOf(descriptor));
        for (int i = 0; i < MANY; i++) {
            assertTrue(left.contains("young" + i));
        }
        for (int i = 0; i < MANY; i += 100) {
            keyed.setCurrentKey("young" + i);
            assertEquals((long) i, kind.read(state));
        }
        keyed.close();
        return left.size();
    }

    /** The entries of one large map pay for each other. */
    @Test
    void aLargeMapLosesWhatHasExpired() throws Exception {
        MapStateDescriptor<Long, Long> descriptor = new MapStateDescriptor<>("map", Types.LONG, Types.LONG);
        descriptor.enableTimeToLive(config().build());
        KeyedStateBackend keyed = keyed(0, 1, List.of());
        keyed.setCurrentKey("k");
        for (long i = 0; i < MANY; i++) {
            keyed.state(descriptor).put(i, i);
        }
        clock.advanceMs(TTL_MS);
        for (long i = 0; i < MANY; i++) {
            keyed.state(descriptor).put(-1 - i, i);
        }
        List<Long> seen = new ArrayList<>();
        keyed.state(descriptor).keys().forEach(seen::add);
        assertEquals(MANY, seen.size());
    }

    /** What is left of a list is what a checkpoint under way has, as long as it has not been written. */
    @Test
    void elementsThatASweepLeavesAreNotThoseOfACheckpoint() throws Exception {
        ListStateDescriptor<List<Long>> descriptor = new ListStateDescriptor<>("lists", Types.LIST(Types.LONG));
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofMillis(TTL_MS)).build());
        KeyedStateBackend state = keyed(0, 1, List.of());
        ListState<List<Long>> lists = state.state(descriptor);
        state.setCurrentKey("key");
        lists.add(new ArrayList<>(List.of(1L)));
        clock.advanceMs(TTL_MS / 2);
        lists.add(new ArrayList<>(List.of(2L)));
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        clock.advanceMs(TTL_MS / 2);
        for (int i = 0; i < 1_000; i++) {
            state.setCurrentKey("other" + i);
            lists.add(new ArrayList<>(List.of(3L)));
        }

        state.setCurrentKey("key");
        lists.get().iterator().next().set(0, 99L);

        KeyedStateBackend again = keyed(0, 1, checkpoint.written());
        ListState<List<Long>> restored = again.state(descriptor);
        again.setCurrentKey("key");
        assertEquals(List.of(2L), restored.get().iterator().next());
        state.close();
        again.close();
    }
}
