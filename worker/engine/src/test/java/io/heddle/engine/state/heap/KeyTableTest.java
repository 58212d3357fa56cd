package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.StateTtlConfig;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.state.heap.Expiry.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTableTest {
    /** Of values that are integers. */
    private static KeyTable table(KeyForm keys, boolean numbers) {
        return numbers ? KeyTable.ofNumbers(keys, WholeNumber.INT) : new KeyTable(keys, null);
    }

    @ParameterizedTest
    @CsvSource({
        "1,OBJECT,false",
        "2,OBJECT,false",
        "3,OBJECT,true",
        "4,INTEGER,false",
        "5,INTEGER,true",
        "6,INTEGER,true",
        "7,INTEGER,true"
    })
    void behavesAsAMapThroughGrowthAndRemovalAndFreezes(int seed, KeyForm keys, boolean numbers) {
        Random random = new Random(seed);
        KeyTable table = table(keys, numbers);
        Map<Object, Object> model = new HashMap<>();
        List<KeyTable.Frozen> views = new ArrayList<>();
        List<Map<Object, Object>> viewModels = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            Integer key = random.nextInt(20_000) - 10_000;
            switch (random.nextInt(10)) {
                case 0, 1 -> assertEquals(model.remove(key) != null, table.remove(key, key));
                case 2, 3 -> assertEquals(model.get(key), table.get(key, key));
                default -> {
                    table.put(key, key, step);
                    model.put(key, step);
                }
            }
            if (step % 10_000 == 5_000) {
                views.add(table.freeze());
                viewModels.add(new HashMap<>(model));
            }
            if (step % 25_000 == 24_999) {
                views.get(0).release();
            }
        }
        assertEquals(model.size(), table.size());
        model.forEach((key, value) -> assertEquals(value, table.get(key, (Integer) key)));
        for (int i = 1; i < views.size(); i++) {
            assertEquals(viewModels.get(i), contents(views.get(i)));
        }
    }

    /** The keys are the same objects each time, as those of one record are. */
    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,true", "4,true"})
    void anUpdateGoesWhereTheKeyIsNowWhateverHappenedSinceItWasLookedUp(int seed, boolean numbers) {
        Random random = new Random(seed);
        Integer[] keys = new Integer[2_000];
        Arrays.setAll(keys, i -> 7 * i);
        KeyTable table = table(KeyForm.INTEGER, numbers);
        Map<Integer, Object> model = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            Integer key = keys[random.nextInt(keys.length)];
            assertEquals(model.get(key), table.get(key, key));
            KeyTable.Frozen view = random.nextInt(100) == 0 ? table.freeze() : null;
            Map<Object, Object> frozen = view == null ? Map.of() : new HashMap<>(model);
            Integer other = keys[random.nextInt(keys.length)];
            switch (random.nextInt(4)) {
                case 0 -> assertEquals(model.remove(other) != null, table.remove(other, other));
                case 1 -> {
                    table.put(other, other, -step);
                    model.put(other, -step);
                }
                default -> {}
            }
            if (random.nextBoolean()) {
                assertEquals(model.containsKey(key), table.replace(key, key, step));
                model.replace(key, step);
            }
            assertEquals(model.get(key), table.get(key, key));
            if (view != null) {
                assertEquals(frozen, contents(view));
                view.release();
            }
        }
        model.forEach((key, value) -> assertEquals(value, table.get(key, key)));
        assertEquals(model.size(), table.size());
    }

    @Test
    void keysOf64BitsAreKeptApartThoughTheirHashesAreEqual() {
        KeyTable table = new KeyTable(KeyForm.LONG, null);
        for (long i = 0; i < 1_000; i++) {
            Long key = i << 32 | i;
            assertEquals(0, key.hashCode());
            table.put(key, key.hashCode(), "v" + i);
        }
        assertEquals(1_000, table.size());
        for (long i = 0; i < 1_000; i++) {
            assertEquals("v" + i, table.get(i << 32 | i, 0));
        }
        table.remove(5L << 32 | 5, 0);
        assertNull(table.get(5L << 32 | 5, 0));
        assertNull(table.get(77L, 77));
        table.touch(new int[] {0, 77}, 2);
        assertEquals(999, contents(table.freeze()).size());
    }

    /** Segments that hold nothing but numbers know of each slot whether it is in use: 0 is a key and a number as any other. */
    @Test
    void numbersOfKeysOf64BitsAreKeptApartThoughTheirHashesAreEqual() {
        KeyTable table = KeyTable.ofNumbers(KeyForm.LONG, WholeNumber.DOUBLE);
        assertNull(table.get(0L, 0));
        for (long i = 0; i < 1_000; i++) {
            table.put(i << 32 | i, 0, i / 2.0);
        }
        assertEquals(1_000, table.size());
        for (long i = 0; i < 1_000; i += 2) {
            assertTrue(table.remove(i << 32 | i, 0));
        }
        for (long i = 0; i < 1_000; i++) {
            assertEquals(i % 2 == 0 ? null : i / 2.0, table.get(i << 32 | i, 0));
        }
        assertEquals(500, contents(table.freeze()).size());
    }

    @Test
    void manyKeysOfOneHashAreKeptApart() {
        KeyTable table = new KeyTable(KeyForm.OBJECT, null);
        for (int i = 0; i < 2_000; i++) {
            table.put("key" + i, 42, i);
        }
        for (int i = 0; i < 2_000; i += 2) {
            table.remove("key" + i, 42);
        }
        assertEquals(1_000, table.size());
        assertEquals(1_999, table.get("key1999", 42));
        assertNull(table.get("key1998", 42));
    }

    @Test
    void aMutableValueIsCopiedOnceAfterAFreezeAndSharedAgainAfterTheRelease() {
        KeyTable table = new KeyTable(KeyForm.OBJECT, value -> new ArrayList<>((List<?>) value));
        List<Object> original = new ArrayList<>(List.of("a"));
        table.put("k", 1, original);
        assertSame(original, table.get("k", 1));

        KeyTable.Frozen view = table.freeze();
        @SuppressWarnings("unchecked")
        List<Object> own = (List<Object>) table.get("k", 1);
        assertNotSame(original, own);
        own.add("b");
        assertSame(own, table.get("k", 1));
        assertEquals(Map.of("k", List.of("a")), contents(view));

        view.release();
        assertEquals(List.of("a", "b"), table.get("k", 1));
    }

    @Test
    void aNeighbourIsStillSharedWhenItsSegmentWasCopied() {
        KeyTable table = new KeyTable(KeyForm.OBJECT, value -> new ArrayList<>((List<?>) value));
        table.put("k", 1, new ArrayList<>(List.of("a")));
        table.put("n", 2, new ArrayList<>(List.of("x")));
        KeyTable.Frozen view = table.freeze();
        table.put("k", 1, new ArrayList<>(List.of("c")));
        @SuppressWarnings("unchecked")
        List<Object> neighbour = (List<Object>) table.get("n", 2);
        neighbour.add("y");
        assertEquals(Map.of("k", List.of("a"), "n", List.of("x")), contents(view));
    }

    @ParameterizedTest
    @CsvSource({"OBJECT,false", "OBJECT,true", "INTEGER,false", "LONG,false", "INTEGER,true", "LONG,true"})
    void anEmptiedTableIsAsANewOneButForItsRoom(KeyForm keys, boolean numbers) {
        KeyTable table = table(keys, numbers);
        for (int round = 0; round < 5; round++) {
            Map<Object, Object> model = new HashMap<>();
            for (int i = 0; i < 9_000; i++) {
                Integer number = i * (round + 1);
                Object key = keys == KeyForm.LONG ? (Object) number.longValue() : number;
                assertNull(table.get(key, key.hashCode()), "left over: " + key);
                table.put(key, key.hashCode(), i + round);
                model.put(key, i + round);
            }
            KeyTable.Frozen view = table.freeze();
            assertFalse(table.empty(), "somebody reads it");
            assertEquals(model, contents(view));
            assertEquals(9_000, table.size());
            view.release();
            assertTrue(table.empty());
            assertEquals(0, table.size());
            KeyTable.Frozen none = table.freeze();
            assertEquals(Map.of(), contents(none));
            none.release();
        }
        table.put(keys == KeyForm.LONG ? (Object) 1L : (Object) 1, 1, 1);
        assertFalse(table.empty(), "nearly all of its room was free");
    }

    private static Map<Object, Object> contents(KeyTable.Frozen view) {
        Map<Object, Object> contents = new HashMap<>();
        view.forEach((key, value) -> assertNull(contents.put(key, value), "twice: " + key));
        assertEquals(contents.size(), view.size());
        return contents;
    }

    /** The hand of the sweep goes through the table while a checkpoint is being written. */
    @Test
    void whatIsSweptStaysInTheView() {
        SettableClock clock = new SettableClock(1_000);
        StateTtlConfig config = StateTtlConfig.newBuilder(Duration.ofMillis(100))
                .cleanupIncrementally(7, true)
                .build();
        Expiry expiry = new Expiry(config, clock);
        KeyTable table = new KeyTable(KeyForm.OBJECT, list -> new ArrayList<>((List<?>) list));
        for (int i = 0; i < 3_000; i++) {
            List<Object> list = new ArrayList<>(List.of(expiry.renewed("a" + i), expiry.renewed("b" + i)));
            if (i % 3 == 0) {
                list.add(new Timed("young", 2_000));
            }
            table.put("k" + i, i * 31, list);
        }
        clock.advanceMs(100);
        Sweep sweep = Objects.requireNonNull(Sweep.of(config, table, expiry));
        for (int i = 0; i < 100; i++) {
            sweep.step();
        }
        long before = table.size();
        assertTrue(before < 3_000, "the hand has begun");
        KeyTable.Frozen view = table.freeze();
        int seen = contents(view).values().stream()
                .mapToInt(each -> ((List<?>) each).size())
                .sum();
        for (int i = 0; i < 3_000; i++) {
            sweep.step();
        }
        assertEquals(1_000, table.size());
        contents(table.freeze()).values().forEach(each -> assertEquals(List.of(new Timed("young", 2_000)), each));
        assertEquals(before, contents(view).size());
        assertEquals(
                seen,
                contents(view).values().stream()
                        .mapToInt(each -> ((List<?>) each).size())
                        .sum());
    }
}
