package io.heddle.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Row;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for the keyed state of every backend. */
public abstract class KeyedStateLaw extends BackendLaw {
    private final TypeSerializer<Long> namespaces = serializers.of(Types.LONG);

    private static final class Sum implements AggregateFunction<Long, Long, Long> {
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

    @Test
    void namespacesAreApartFromEachOtherAndFromStateWithout() throws Exception {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("v", Types.LONG);
        KeyedStateBackend state = keyed(0, 1, List.of());
        NamespacedState<ValueState<Long>> scoped = state.state(descriptor, namespaces);
        ValueState<Long> plain = state.state(descriptor);
        for (int key = 0; key < 100; key++) {
            state.setCurrentKey("k" + key);
            plain.update(-1L - key);
            for (long window = 0; window < 10; window++) {
                scoped.in(window).update(window * 1000 + key);
            }
            scoped.in(3L).clear();
        }
        KeyedStateBackend again = rescaled(state);
        NamespacedState<ValueState<Long>> scopedAgain = again.state(descriptor, namespaces);
        ValueState<Long> plainAgain = again.state(descriptor);
        for (int key = 0; key < 100; key++) {
            again.setCurrentKey("k" + key);
            assertEquals(-1L - key, plainAgain.value());
            for (long window = 0; window < 10; window++) {
                Long expected = window == 3 ? null : Long.valueOf(window * 1000 + key);
                assertEquals(expected, scopedAgain.in(window).value());
            }
        }
        assertEquals(100, new TreeSet<>(again.keysOf(descriptor)).size());
    }

    @Test
    void everyKeyIsVisitedOnceAsTheCurrentOne() throws Exception {
        ValueStateDescriptor<Long> values = new ValueStateDescriptor<>("long", Types.LONG);
        MapStateDescriptor<String, Long> maps = new MapStateDescriptor<>("map", Types.STRING, Types.LONG);
        KeyedStateBackend state = keyed(0, 1, List.of());
        ValueState<Long> value = state.state(values);
        MapState<String, Long> map = state.state(maps);
        for (long key = 0; key < 500; key++) {
            state.setCurrentKey("k" + key);
            value.update(key);
            for (int entry = 0; entry < key % 4; entry++) {
                map.put("e" + entry, key);
            }
        }
        Map<Object, Long> seen = new TreeMap<>();
        state.forEachKey(values, key -> assertNull(seen.put(key, value.value())));
        assertEquals(500, seen.size());
        seen.forEach((key, number) -> assertEquals("k" + number, key));
        List<Object> withEntries = new ArrayList<>();
        state.forEachKey(maps, key -> {
            withEntries.add(key);
            assertEquals("k" + map.get("e0"), key);
        });
        assertEquals(375, withEntries.size());
        assertEquals(375, new TreeSet<>(withEntries).size());
    }

    private static Row named(String city, int zip) {
        Row row = Row.withNames();
        row.setField("zip", zip);
        row.setField("city", city);
        return row;
    }

    /** Rows are read back with positions, and programs go on to ask by names alone. */
    @Test
    void rowsOfNamesAreTheSameKeysAfterARestart() throws Exception {
        TypeInformation<Row> type = Types.ROW_NAMED(new String[] {"city", "zip"}, Types.STRING, Types.INT);
        ValueStateDescriptor<Long> values = new ValueStateDescriptor<>("long", Types.LONG);
        MapStateDescriptor<Row, Long> maps = new MapStateDescriptor<>("map", type, Types.LONG);
        KeyedStateBackend state = keyedBy(type, List.of());
        for (int zip = 0; zip < 100; zip++) {
            state.setCurrentKey(named("a", zip));
            state.state(values).update((long) zip);
            state.state(maps).put(named("b", zip), (long) zip);
        }
        KeyedStateBackend again = keyedBy(type, snapshot(state));
        ValueState<Long> value = again.state(values);
        MapState<Row, Long> map = again.state(maps);
        for (int zip = 0; zip < 100; zip++) {
            again.setCurrentKey(named("a", zip));
            assertEquals(zip, value.value());
            value.update(value.value() + 1);
            map.put(named("b", zip), map.get(named("b", zip)) + 1);
        }
        Map<Object, Long> seen = new HashMap<>();
        again.forEachKey(values, key -> {
            assertNull(seen.put(key, value.value()));
            List<Long> entries = all(map.values());
            assertEquals(List.of(value.value()), entries);
        });
        assertEquals(100, seen.size());
        assertEquals(8, seen.get(named("a", 7)));
    }

    /** What a processor makes of 0.0 / 0.0 mostly has other bits than {@link Double#NaN}. */
    @Test
    void allThatIsNotANumberIsTheSameKeyAfterARestart() throws Exception {
        double computed = Double.longBitsToDouble(0xfff8_0000_0000_0000L);
        ValueStateDescriptor<Long> values = new ValueStateDescriptor<>("long", Types.LONG);
        MapStateDescriptor<Double, Long> maps = new MapStateDescriptor<>("map", Types.DOUBLE, Types.LONG);
        KeyedStateBackend state = keyedBy(Types.DOUBLE, List.of());
        state.setCurrentKey(Double.NaN);
        state.state(values).update(1L);
        state.state(maps).put(computed, 2L);
        KeyedStateBackend again = keyedBy(Types.DOUBLE, snapshot(state));
        again.setCurrentKey(computed);
        assertEquals(1L, again.state(values).value());
        assertEquals(2L, again.state(maps).get(Double.NaN));
    }

    @Test
    void aDefaultValueThatIsChangedInPlaceIsSeenByNobodyElse() throws Exception {
        ValueStateDescriptor<Tuple2<Long, String>> descriptor =
                new ValueStateDescriptor<>("pair", Types.TUPLE(Types.LONG, Types.STRING), Tuple2.of(7L, "seven"));
        KeyedStateBackend state = keyed(0, 1, List.of());
        ValueState<Tuple2<Long, String>> pairs = state.state(descriptor);
        state.setCurrentKey("a");
        Tuple2<Long, String> mine = pairs.value();
        mine.f0 = 8L;
        pairs.update(mine);
        state.setCurrentKey("b");
        assertEquals(Tuple2.of(7L, "seven"), pairs.value());
        state.setCurrentKey("a");
        assertEquals(Tuple2.of(8L, "seven"), pairs.value());
        pairs.clear();
        assertEquals(Tuple2.of(7L, "seven"), pairs.value());
    }

    @Test
    void mergingMovesListsAndAccumulators() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        NamespacedState<ListState<String>> lists =
                state.state(new ListStateDescriptor<>("list", Types.STRING), namespaces);
        NamespacedState<AggregatingState<Long, Long>> sums =
                state.state(new AggregatingStateDescriptor<>("sum", new Sum(), Types.LONG), namespaces);
        state.setCurrentKey("other");
        lists.in(1L).add("not mine");
        state.setCurrentKey("k");
        lists.in(1L).add("a");
        lists.in(2L).add("b");
        sums.in(2L).add(5L);
        sums.in(3L).add(6L);
        lists.merge(1L, List.of(1L, 2L, 3L));
        sums.merge(1L, List.of(1L, 2L, 3L));
        List<String> joined = new ArrayList<>();
        lists.in(1L).get().forEach(joined::add);
        assertEquals(List.of("a", "b"), joined);
        assertTrue(!lists.in(2L).get().iterator().hasNext());
        assertEquals(11L, sums.in(1L).get());
        assertNull(sums.in(2L).get());
    }

    @Test
    void aListThatWasReadStaysAsItWasWhenItsStateIsClearedOrReplaced() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        ListState<String> list = state.state(new ListStateDescriptor<>("list", Types.STRING));
        state.setCurrentKey("k");
        list.addAll(List.of("a", "b"));
        Iterable<String> first = list.get();
        list.clear();
        assertEquals(List.of("a", "b"), all(first));
        list.addAll(List.of("c", "d"));
        Iterable<String> second = list.get();
        list.update(List.of("e"));
        assertEquals(List.of("c", "d"), all(second));
        assertEquals(List.of("e"), all(list.get()));
    }

    /** Whether the removal itself is seen depends on the backend. */
    @Test
    void removingFromAListThatWasReadLosesNothingThatIsAddedLater() throws Exception {
        ListStateDescriptor<String> descriptor = new ListStateDescriptor<>("list", Types.STRING);
        KeyedStateBackend state = keyed(0, 1, List.of());
        ListState<String> list = state.state(descriptor);
        state.setCurrentKey("k");
        list.addAll(List.of("a", "b", "c"));
        snapshot(state);
        Iterator<String> read = list.get().iterator();
        read.next();
        read.remove();
        list.add("d");
        KeyedStateBackend again = rescaled(state);
        again.setCurrentKey("k");
        List<String> stored = all(again.state(descriptor).get());
        assertEquals(List.of("b", "c", "d"), stored.subList(stored.size() - 3, stored.size()));
    }

    @Test
    void entriesAreRemovedByWayOfKeysAndValues() throws Exception {
        MapStateDescriptor<String, Long> descriptor = new MapStateDescriptor<>("map", Types.STRING, Types.LONG);
        KeyedStateBackend state = keyed(0, 1, List.of());
        MapState<String, Long> map = state.state(descriptor);
        state.setCurrentKey("k");
        for (long i = 0; i < 6; i++) {
            map.put("e" + i, i);
        }
        for (Iterator<String> keys = map.keys().iterator(); keys.hasNext(); ) {
            if (keys.next().compareTo("e2") < 0) {
                keys.remove();
            }
        }
        for (Iterator<Long> values = map.values().iterator(); values.hasNext(); ) {
            if (values.next() > 3) {
                values.remove();
            }
        }
        KeyedStateBackend again = rescaled(state);
        again.setCurrentKey("k");
        assertEquals(
                new TreeSet<>(List.of("e2", "e3")),
                new TreeSet<>(all(again.state(descriptor).keys())));
    }

    /** They are views of the map, and no copies. */
    @Test
    void keysAndValuesAreThoseThatAreThereWhenTheyAreGoneThrough() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        MapState<String, Long> map = state.state(new MapStateDescriptor<>("map", Types.STRING, Types.LONG));
        state.setCurrentKey("k");
        map.put("a", 1L);
        Iterable<String> keys = map.keys();
        Iterable<Long> values = map.values();
        map.put("b", 2L);
        assertEquals(Set.of("a", "b"), Set.copyOf(all(keys)));
        assertEquals(Set.of(1L, 2L), Set.copyOf(all(values)));
        map.remove("a");
        assertEquals(List.of("b"), all(keys));
        assertEquals(List.of(2L), all(values));
    }

    /** It would be refused only when the state is written, or not be there when it is read. */
    @Test
    void aListTakesNoNull() throws Exception {
        ListStateDescriptor<String> descriptor = new ListStateDescriptor<>("list", Types.STRING);
        KeyedStateBackend state = keyed(0, 1, List.of());
        ListState<String> list = state.state(descriptor);
        state.setCurrentKey("k");
        list.add("a");
        assertThrows(NullPointerException.class, () -> list.add(null));
        assertThrows(NullPointerException.class, () -> list.addAll(Arrays.asList("b", null)));
        assertThrows(NullPointerException.class, () -> list.update(Arrays.asList("b", null)));
        assertEquals(List.of("a"), all(list.get()));
        KeyedStateBackend again = rescaled(state);
        again.setCurrentKey("k");
        assertEquals(List.of("a"), all(again.state(descriptor).get()));
    }

    @Test
    void whatIsReducedToNothingIsForgottenAndNothingElse() throws Exception {
        ReducingStateDescriptor<String> descriptor =
                new ReducingStateDescriptor<>("last", (a, b) -> b.isEmpty() ? null : b, Types.STRING);
        KeyedStateBackend state = keyed(0, 1, List.of());
        ReducingState<String> last = state.state(descriptor);
        for (int key = 0; key < 2_000; key++) {
            state.setCurrentKey("k" + key);
            last.add("v" + key);
        }
        for (int key = 0; key < 2_000; key += 3) {
            state.setCurrentKey("k" + key);
            last.add("");
        }
        KeyedStateBackend again = rescaled(state);
        ReducingState<String> lastAgain = again.state(descriptor);
        for (int key = 0; key < 2_000; key++) {
            String expected = key % 3 == 0 ? null : "v" + key;
            state.setCurrentKey("k" + key);
            assertEquals(expected, last.get());
            again.setCurrentKey("k" + key);
            assertEquals(expected, lastAgain.get());
        }
    }

    private static <T> List<T> all(Iterable<T> elements) {
        List<T> all = new ArrayList<>();
        elements.forEach(all::add);
        return all;
    }

    @Test
    void slicesAreVisitedAndDroppedAsAWhole() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        SliceState slices = state.slices("w", Types.LONG);
        SliceState.Fold add = (before, added) -> before == null ? added : (Long) before + (Long) added;
        for (long i = 0; i < 1000; i++) {
            state.setCurrentKey("k" + i % 50);
            slices.fold(i / 100, i, add);
        }
        slices.drop(4);
        KeyedStateBackend again = rescaled(state);
        SliceState slicesAgain = again.slices("w", Types.LONG);
        assertEquals(List.of(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L), boxed(slicesAgain.slices()));
        Map<Object, Object> third = new HashMap<>();
        slicesAgain.forEach(3, third::put);
        assertEquals(50, third.size());
        assertEquals(300L + 350L, third.get("k0"));
        again.setCurrentKey("k7");
        assertEquals(507L + 557L, slicesAgain.get(5));
        assertNull(slicesAgain.get(4));
    }

    /** A slice may get the room of one that is over; it gets none of its entries. */
    @Test
    void aNewSliceHasNothingOfADroppedOne() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        SliceState slices = state.slices("w", Types.LONG);
        SliceState.Fold add = (before, added) -> before == null ? added : (Long) before + (Long) added;
        Random random = new Random(7);
        for (long slice = 0; slice < 12; slice++) {
            Map<Object, Object> expected = new HashMap<>();
            for (int i = slice % 4 == 3 ? 10 : 3_000; i > 0; i--) {
                String key = "k" + random.nextInt(2_000);
                state.setCurrentKey(key);
                slices.fold(slice, slice + i, add);
                expected.merge(key, slice + i, (a, b) -> (Long) a + (Long) b);
            }
            if (slice % 5 == 4) {
                state = rescaled(state);
                slices = state.slices("w", Types.LONG);
            }
            Map<Object, Object> actual = new HashMap<>();
            slices.forEach(slice, (key, value) -> assertNull(actual.put(key, value), "twice: " + key));
            assertEquals(expected, actual);
            slices.drop(slice - 1);
        }
        assertEquals(List.of(11L), boxed(slices.slices()));
    }

    /** Slices of very different sizes, so that their keys are spread over very different numbers of parts. */
    @Test
    void slicesAreVisitedTogether() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        SliceState slices = state.slices("w", Types.LONG);
        SliceState.Fold add = (before, added) -> before == null ? added : (Long) before + (Long) added;
        Map<Object, Object> expected = new HashMap<>();
        long[] keysOfSlice = {3, 20_000, 0, 700, 5_000};
        for (int slice = 0; slice < keysOfSlice.length; slice++) {
            for (long i = 0; i < keysOfSlice[slice]; i++) {
                String key = "k" + i * (slice + 1);
                state.setCurrentKey(key);
                slices.fold(slice, i, add);
                expected.merge(key, i, (a, b) -> (Long) a + (Long) b);
            }
        }
        Map<Object, Object> together = new HashMap<>();
        SliceState.Merge merge = (value, own, added) -> (Long) value + (Long) added;
        slices.forEachMerged(
                new long[] {0, 1, 2, 3, 4},
                merge,
                (key, value) -> assertNull(together.put(key, value), "twice: " + key));
        assertEquals(expected, together);
        slices.forEachMerged(new long[] {2, 17}, merge, together::remove);
        assertEquals(expected, together);
    }

    @Test
    void whatAFoldDoesNotKeepIsGone() throws Exception {
        KeyedStateBackend state = keyed(0, 1, List.of());
        SliceState slices = state.slices("w", Types.LONG);
        SliceState.Fold keepOdd = (before, added) -> (Long) added % 2 == 0 ? null : added;
        for (int round = 0; round < 2; round++) {
            for (long i = 0; i < 1000; i++) {
                state.setCurrentKey("k" + i);
                slices.fold(0, i + round, keepOdd);
            }
            state = rescaled(state);
            slices = state.slices("w", Types.LONG);
            Map<Object, Object> kept = new HashMap<>();
            slices.forEach(0, kept::put);
            assertEquals(500, kept.size());
            state.setCurrentKey("k" + (1 - round));
            assertEquals(1L, slices.get(0));
            state.setCurrentKey("k" + round);
            assertNull(slices.get(0));
        }
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
