package io.heddle.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the timers of every backend. */
public abstract class TimerQueueLaw extends BackendLaw {
    private static final Comparator<KeyedTimer> ORDER = Comparator.comparingLong(KeyedTimer::timeMs)
            .thenComparing(timer -> (String) timer.key())
            .thenComparing(timer -> (Long) timer.namespace());

    private static final List<CheckpointKind> KINDS = List.of(CheckpointKind.values());

    private final TypeSerializer<Long> namespaces = serializers.of(Types.LONG);

    private TimerQueue timersOf(KeyedStateBackend state) {
        return state.timers("event", namespaces);
    }

    private TimerQueue fresh() throws Exception {
        return timersOf(keyed(0, 1, List.of()));
    }

    /** All that are due, checked to come in order of their time. */
    private static List<KeyedTimer> polled(TimerQueue timers, long uptoMs) {
        List<KeyedTimer> all = new ArrayList<>();
        for (KeyedTimer timer = timers.poll(uptoMs); timer != null; timer = timers.poll(uptoMs)) {
            assertTrue(timer.timeMs() <= uptoMs, () -> "not due yet");
            if (!all.isEmpty()) {
                assertTrue(timer.timeMs() >= all.get(all.size() - 1).timeMs(), () -> "out of order");
            }
            all.add(timer);
        }
        return all;
    }

    private static void assertSame(Set<KeyedTimer> expected, List<KeyedTimer> actual) {
        assertEquals(expected, new HashSet<>(actual));
        assertEquals(expected.size(), actual.size(), "some timer fired twice");
    }

    @Test
    void timersComeOutEarliestFirstOnceEachAndSurviveRescaling() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        TimerQueue timers = timersOf(state);
        Set<KeyedTimer> expected = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            KeyedTimer timer = new KeyedTimer((i * 7919L) % 1009, "k" + i % 37, (long) (i % 3));
            expected.add(timer);
            timers.add(timer.key(), timer.namespace(), timer.timeMs());
            timers.add(timer.key(), timer.namespace(), timer.timeMs());
        }
        for (int i = 0; i < 500; i += 5) {
            timers.remove("k" + i % 37, (long) (i % 3), (i * 7919L) % 1009);
            expected.remove(new KeyedTimer((i * 7919L) % 1009, "k" + i % 37, (long) (i % 3)));
        }
        timers.remove("nobody", 0L, 5);
        TimerQueue again = timersOf(rescaled(state));
        for (TimerQueue each : List.of(timers, again)) {
            while (each.nextMs() < 500) {
                assertNull(each.poll(each.nextMs() - 1));
                assertNotNull(each.poll(each.nextMs()));
            }
            assertSame(
                    new HashSet<>(expected.stream()
                            .filter(timer -> timer.timeMs() >= 500)
                            .toList()),
                    polled(each, Long.MAX_VALUE));
            assertTrue(each.isEmpty());
            assertEquals(Long.MAX_VALUE, each.nextMs());
        }
    }

    @Test
    void whatIsAddedWhileTimersFireFiresInItsTurn() throws Exception {
        TimerQueue timers = fresh();
        for (long i = 0; i < 200; i++) {
            timers.add("k" + i, 0L, 10 * i);
        }
        List<Long> times = new ArrayList<>();
        for (KeyedTimer timer = timers.poll(2_000); timer != null; timer = timers.poll(2_000)) {
            times.add(timer.timeMs());
            if (timer.timeMs() % 10 == 0) {
                timers.add(timer.key(), 1L, timer.timeMs() + 15);
                timers.remove("k" + (timer.timeMs() / 10 + 5), 0L, timer.timeMs() + 50);
            }
        }
        List<Long> expected = new ArrayList<>();
        for (long i = 0; i < 200; i++) {
            // Five that fire remove the next five, which therefore remove nothing.
            if (i / 5 % 2 == 0) {
                expected.add(10 * i);
                expected.add(10 * i + 15);
            }
        }
        expected.sort(null);
        assertEquals(expected, times);
        timers.add("k", 0L, 5);
        timers.add("k", 0L, 5);
        assertEquals(List.of(new KeyedTimer(5, "k", 0L)), polled(timers, 5));
        timers.add("k", 0L, 5);
        assertEquals(
                List.of(new KeyedTimer(5, "k", 0L)), polled(timers, 5), "a timer may be set anew once it has fired");
    }

    @Test
    void theFirstAndTheLastTimesThereAreAreTimes() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        TimerQueue timers = timersOf(state);
        long[] times = {Long.MAX_VALUE, 0, Long.MIN_VALUE, -1, 1, Long.MAX_VALUE - 1};
        for (long timeMs : times) {
            for (int key = 0; key < 50; key++) {
                timers.add("k" + key, 0L, timeMs);
            }
        }
        for (TimerQueue each : List.of(timers, timersOf(rescaled(state)))) {
            assertEquals(50, polled(each, Long.MIN_VALUE).size());
            assertEquals(50, polled(each, -1).size());
            assertEquals(150, polled(each, Long.MAX_VALUE - 1).size());
            assertFalse(each.isEmpty());
            assertEquals(Long.MAX_VALUE, each.nextMs());
            assertEquals(50, polled(each, Long.MAX_VALUE).size());
            assertTrue(each.isEmpty());
        }
    }

    @Test
    void queuesKnowNothingOfEachOther() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        timersOf(state).add("k", 1L, 5);
        state.timers("processing", namespaces).add("k", 1L, 6);
        for (KeyedStateBackend each : List.of(state, rescaled(state))) {
            TimerQueue processing = each.timers("processing", namespaces);
            assertTrue(processing == each.timers("processing", namespaces));
            assertEquals(List.of(new KeyedTimer(5, "k", 1L)), polled(timersOf(each), Long.MAX_VALUE));
            assertEquals(List.of(new KeyedTimer(6, "k", 1L)), polled(processing, Long.MAX_VALUE));
        }
    }

    /** A task gets the timers of its key groups and no others, wherever the checkpoint has them. */
    @ParameterizedTest
    @EnumSource
    void everyTimerHasOneTask(CheckpointKind kind) throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        Set<KeyedTimer> expected = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            KeyedTimer timer = new KeyedTimer(i % 100, "k" + i, 0L);
            expected.add(timer);
            timersOf(state).add(timer.key(), timer.namespace(), timer.timeMs());
        }
        List<RestoredSegment> stored = snapshot(state, kind);
        for (int parallelism : new int[] {3, 2, 7}) {
            List<RestoredSegment> parts = new ArrayList<>();
            List<KeyedTimer> all = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                KeyedStateBackend part = keyed(subtask, parallelism, stored);
                TimerQueue timers = timersOf(part);
                timers.nextMs();
                parts.addAll(snapshot(part, kind));
                all.addAll(polled(timers, Long.MAX_VALUE));
            }
            assertSame(expected, all);
            stored = parts;
        }
    }

    @Test
    void whatNobodyAsksForIsHandedOn() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        timersOf(state).add("k", 1L, 5);
        for (CheckpointKind kind : CheckpointKind.values()) {
            state = keyed(0, 1, snapshot(state, kind));
        }
        assertEquals(List.of(new KeyedTimer(5, "k", 1L)), polled(timersOf(state), Long.MAX_VALUE));
    }

    /** As where the class of windows has changed. */
    @ParameterizedTest
    @EnumSource
    @SuppressWarnings({"unchecked", "rawtypes"})
    void namespacesMayChangeTheirForm(CheckpointKind kind) throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        TimerQueue narrow = state.timers("event", serializers.of((TypeInformation) Types.INT));
        for (int i = 0; i < 300; i++) {
            narrow.add("k" + i, i, i);
        }
        KeyedStateBackend again = keyed(0, 1, snapshot(state, kind));
        TimerQueue wide = timersOf(again);
        for (long i = 0; i < 150; i++) {
            assertEquals(new KeyedTimer(i, "k" + i, i), wide.poll(i));
        }
        List<KeyedTimer> rest = polled(timersOf(keyed(0, 1, snapshot(again, kind))), Long.MAX_VALUE);
        assertEquals(150, rest.size());
        assertEquals(new KeyedTimer(299, "k299", 299L), rest.get(149));
    }

    /** The moment of a checkpoint is when the task takes it, however late an I/O thread writes it. */
    @ParameterizedTest
    @EnumSource
    void whatHappensUntilACheckpointIsWrittenIsNotInIt(CheckpointKind kind) throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        TimerQueue timers = timersOf(state);
        Set<KeyedTimer> taken = added(timers, 2_000);
        snapshot(state);
        state.checkpointCompleted(7);
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(8, kind, 0);
        state.snapshot(checkpoint);
        Set<KeyedTimer> expected = new HashSet<>(taken);
        for (int i = 0; i < 300; i++) {
            expected.remove(timers.poll(Long.MAX_VALUE));
            KeyedTimer removed = timer(1_000 + i);
            timers.remove(removed.key(), removed.namespace(), removed.timeMs());
            KeyedTimer late = new KeyedTimer(i % 50, "late" + i, 1L);
            timers.add(late.key(), late.namespace(), late.timeMs());
            expected.remove(removed);
            expected.add(late);
        }
        // Some that are gone come back, and some of these go again.
        for (int i = 0; i < 100; i++) {
            KeyedTimer back = timer(1_000 + i);
            timers.add(back.key(), back.namespace(), back.timeMs());
            if (i % 2 == 0) {
                timers.remove(back.key(), back.namespace(), back.timeMs());
            } else {
                expected.add(back);
            }
        }
        List<RestoredSegment> segments = checkpoint.written();
        assertSame(taken, polled(timersOf(keyed(0, 1, segments)), Long.MAX_VALUE));
        List<RestoredSegment> later = snapshot(state, kind);
        assertSame(expected, polled(timersOf(keyed(0, 1, later)), Long.MAX_VALUE));
        assertSame(expected, polled(timers, Long.MAX_VALUE));
    }

    private static KeyedTimer timer(int number) {
        return new KeyedTimer(number / 20, "k" + number, 0L);
    }

    private static Set<KeyedTimer> added(TimerQueue timers, int count) {
        Set<KeyedTimer> all = new HashSet<>();
        for (int i = 0; i < count; i++) {
            KeyedTimer timer = timer(i);
            timers.add(timer.key(), timer.namespace(), timer.timeMs());
            all.add(timer);
        }
        return all;
    }

    /** Wherever its key group goes, a timer that has fired or was removed does not come back with it. */
    @ParameterizedTest
    @EnumSource
    void whatHasFiredInOneTaskComesBackInNone(CheckpointKind kind) throws Exception {
        KeyedStateBackend whole = keyed(0, 1, List.of());
        Set<KeyedTimer> expected = added(timersOf(whole), 2_000);
        List<RestoredSegment> stored = snapshot(whole, kind);
        long uptoMs = 0;
        for (int parallelism : new int[] {3, 2, 5, 4, 1}) {
            List<RestoredSegment> parts = new ArrayList<>();
            uptoMs += 15;
            Set<KeyedTimer> due = new HashSet<>();
            List<KeyedTimer> fired = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                KeyedStateBackend part = keyed(subtask, parallelism, stored);
                fired.addAll(polled(timersOf(part), uptoMs));
                parts.addAll(snapshot(part, kind));
            }
            for (KeyedTimer timer : List.copyOf(expected)) {
                if (timer.timeMs() <= uptoMs) {
                    due.add(timer);
                    expected.remove(timer);
                }
            }
            assertSame(due, fired);
            stored = parts;
        }
        assertSame(expected, polled(timersOf(keyed(0, 1, stored)), Long.MAX_VALUE));
    }

    /** By key, namespace and time themselves: not by hash codes, of which these have few, nor by what they look like in a row. */
    @Test
    void timersThatLookAlikeAreToldApart() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        TimerQueue numbered = timersOf(state);
        TimerQueue named = state.timers("named", serializers.of(Types.STRING));
        Set<KeyedTimer> expectedNumbers = new HashSet<>();
        Set<KeyedTimer> expectedNames = new HashSet<>();
        List<String> texts = List.of("", "a", "ab", "b", "Aa", "BB", "AaAa", "AaBB", "BBAa", "BBBB");
        for (String key : texts) {
            for (long timeMs : new long[] {0, -1, 5, -6, Long.MIN_VALUE, Long.MAX_VALUE}) {
                for (long namespace : new long[] {0, -1, 5, -6}) {
                    numbered.add(key, namespace, timeMs);
                    expectedNumbers.add(new KeyedTimer(timeMs, key, namespace));
                }
            }
            for (String namespace : texts) {
                named.add(key, namespace, 7);
                expectedNames.add(new KeyedTimer(7, key, namespace));
            }
        }
        numbered.remove("Aa", 0L, 5);
        expectedNumbers.remove(new KeyedTimer(5, "Aa", 0L));
        named.remove("", "ab", 7);
        expectedNames.remove(new KeyedTimer(7, "", "ab"));
        KeyedStateBackend again = rescaled(state);
        numbered.remove("BB", -1L, 5);
        timersOf(again).remove("BB", -1L, 5);
        expectedNumbers.remove(new KeyedTimer(5, "BB", -1L));
        for (KeyedStateBackend each : List.of(state, again)) {
            assertSame(expectedNumbers, polled(timersOf(each), Long.MAX_VALUE));
            assertSame(expectedNames, polled(each.timers("named", serializers.of(Types.STRING)), Long.MAX_VALUE));
        }
    }

    /** Random operations on more timers than a small cache holds, beside a sorted set; few times, so that many are equal. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomOperationsGiveWhatASortedSetGives(long seed) throws Exception {
        Random random = new Random(seed);
        KeyedStateBackend state = keyed(0, 1, List.of());
        TimerQueue timers = timersOf(state);
        TreeSet<KeyedTimer> model = new TreeSet<>(ORDER);
        long nowMs = 0;
        int times = seed == 1 ? 20 : 2_000;
        for (int i = 0; i < 12_000; i++) {
            KeyedTimer timer =
                    new KeyedTimer(nowMs + random.nextInt(times), "k" + random.nextInt(300), (long) random.nextInt(3));
            int choice = random.nextInt(100);
            if (choice < 70) {
                timers.add(timer.key(), timer.namespace(), timer.timeMs());
                model.add(timer);
            } else if (choice < 96) {
                KeyedTimer gone = choice < 85 && !model.isEmpty() ? model.ceiling(timer) : timer;
                KeyedTimer removed = gone == null ? timer : gone;
                timers.remove(removed.key(), removed.namespace(), removed.timeMs());
                model.remove(removed);
            } else if (choice < 99) {
                nowMs += random.nextInt(times / 10);
                Set<KeyedTimer> due = new HashSet<>();
                while (!model.isEmpty() && model.first().timeMs() <= nowMs) {
                    due.add(model.pollFirst());
                }
                assertSame(due, polled(timers, nowMs));
            } else if (random.nextInt(10) == 0) {
                CheckpointKind kind = KINDS.get(random.nextInt(KINDS.size()));
                state = random.nextBoolean() ? rescaled(state) : keyed(0, 1, snapshot(state, kind));
                timers = timersOf(state);
            }
            assertEquals(model.isEmpty(), timers.isEmpty());
            assertEquals(model.isEmpty() ? Long.MAX_VALUE : model.first().timeMs(), timers.nextMs());
        }
        assertSame(new HashSet<>(model), polled(timers, Long.MAX_VALUE));
    }
}
