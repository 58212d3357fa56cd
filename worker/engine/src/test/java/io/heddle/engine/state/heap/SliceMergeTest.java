package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of any sizes come out together, each key once, and are left as they were. */
class SliceMergeTest {
    private static Object key(KeyForm keys, int number) {
        return switch (keys) {
            case INTEGER -> number;
            case LONG -> (long) number << 20;
            case OBJECT -> "key " + number;
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyComesOnceWithAllItsValues(KeyForm keys) throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<KeyTable> tables = new ArrayList<>();
            Map<Object, Integer> expected = new HashMap<>();
            IdentityHashMap<Object, Integer> before = new IdentityHashMap<>();
            for (int table = 1 + random.nextInt(6); table > 0; table--) {
                KeyTable made = new KeyTable(keys, object -> ((int[]) object).clone());
                for (int i = 1 << random.nextInt(14); i > 0; i--) {
                    Object key = key(keys, random.nextInt(20_000));
                    int[] value = {random.nextInt(100)};
                    if (made.get(key, key.hashCode()) == null) {
                        made.put(key, key.hashCode(), value);
                        expected.merge(key, value[0], Integer::sum);
                        before.put(value, value[0]);
                    }
                }
                tables.add(made);
            }
            Map<Object, Integer> actual = new HashMap<>();
            SliceMerge.of(tables, (value, own, added) -> {
                        assertEquals(!before.containsKey(value), own, "who owns the value");
                        assertFalse(before.get(added) == null, "what is added is in a table");
                        return new int[] {((int[]) value)[0] + ((int[]) added)[0]};
                    })
                    .forEach((key, value) -> assertNull(actual.put(key, ((int[]) value)[0]), "seen twice"));
            assertEquals(expected, actual, "seed " + seed);
            before.forEach((value, number) -> assertEquals(number, ((int[]) value)[0]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyComesOnceWithAllItsNumbers(KeyForm keys) throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<KeyTable> tables = new ArrayList<>();
            Map<Object, Long> expected = new HashMap<>();
            for (int table = 1 + random.nextInt(6); table > 0; table--) {
                KeyTable made = KeyTable.ofNumbers(keys, WholeNumber.LONG);
                for (int i = 1 << random.nextInt(14); i > 0; i--) {
                    Object key = key(keys, random.nextInt(20_000));
                    long value = random.nextLong(2_000) - 500;
                    if (made.get(key, key.hashCode()) == null) {
                        made.put(key, key.hashCode(), value);
                        expected.merge(key, value, Long::sum);
                    }
                }
                tables.add(made);
            }
            Map<Object, Long> actual = new HashMap<>();
            SliceMerge.of(tables, (value, own, added) -> (Long) value + (Long) added)
                    .forEach((key, value) -> assertNull(actual.put(key, (Long) value), "seen twice"));
            assertEquals(expected, actual, "seed " + seed);
        }
    }
}
