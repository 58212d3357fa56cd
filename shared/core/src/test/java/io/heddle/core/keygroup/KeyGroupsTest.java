package io.heddle.core.keygroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.InvalidTypesException;
import io.heddle.api.types.TypeHint;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.types.Serializers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {

    enum Colour {
        RED,
        BLUE
    }

    record Place(String town, @Nullable Colour colour, long number) {}

    private static final Serializers SERIALIZERS = Serializers.of(KeyGroupsTest.class.getClassLoader());

    @Test
    void everyKeyGroupHasOneOwnerWhateverTheParallelism() {
        for (int max : new int[] {1, 2, 7, 128, 129, 1000, KeyGroups.UPPER_BOUND}) {
            for (int parallelism : new int[] {1, 2, 3, 5, 64, 127, 128, 999, KeyGroups.UPPER_BOUND}) {
                if (parallelism > max) {
                    continue;
                }
                int next = 0;
                for (int subtask = 0; subtask < parallelism; subtask++) {
                    KeyGroupRange range = KeyGroups.rangeOf(subtask, max, parallelism);
                    assertEquals(next, range.first());
                    assertTrue(range.size() >= max / parallelism && range.size() <= max / parallelism + 1);
                    assertEquals(subtask, KeyGroups.subtaskOf(range.first(), max, parallelism));
                    assertEquals(subtask, KeyGroups.subtaskOf(range.last(), max, parallelism));
                    next = range.last() + 1;
                }
                assertEquals(max, next);
            }
        }
    }

    /** Written down once: state of earlier releases is found by these numbers. */
    @Test
    void hashesAndGroupsNeverChange() {
        assertEquals("hello".hashCode(), hash(Types.STRING, "hello"));
        assertEquals(
                31 * "a".hashCode() + 7,
                hash(TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {}), Tuple2.of("a", 7)));
        assertEquals("BLUE".hashCode(), hash(Types.ENUM(Colour.class), Colour.BLUE));
        assertEquals(
                31 * (31 * "Ulm".hashCode() + "RED".hashCode()) + Long.hashCode(-1),
                hash(TypeInformation.of(Place.class), new Place("Ulm", Colour.RED, -1)));
        assertEquals(
                31 * 31 * "Ulm".hashCode() + Long.hashCode(5),
                hash(TypeInformation.of(Place.class), new Place("Ulm", null, 5)));
        assertEquals(31 * 31 + 31 + 2, hash(Types.LIST(Types.INT), List.of(1, 2)));
        assertEquals(0, hash(Types.OPTIONAL(Types.INT), Optional.empty()));
        assertEquals(33428894, hash(Types.UUID, new UUID(1, 2)));
        assertEquals(1044501, hash(Types.BIG_DEC, new BigDecimal("1.50")));
        assertEquals(94, KeyGroups.groupOf(0, 128));
        assertEquals(35, KeyGroups.groupOf("hello".hashCode(), 128));
        assertEquals(648, KeyGroups.groupOf(-1, 1000));
    }

    @Test
    void keysSpreadEvenly() {
        int[] groups = new int[128];
        for (int key = 0; key < 128_000; key++) {
            groups[KeyGroups.groupOf(hash(Types.INT, key), 128)]++;
        }
        for (int count : groups) {
            assertTrue(count > 800 && count < 1200, () -> "a group has " + count + " of 1000 keys");
        }
    }

    @Test
    void keysWithoutAStableHashAreRefused() {
        assertThrows(InvalidTypesException.class, () -> KeyHashers.of(TypeInformation.of(byte[].class), SERIALIZERS));
    }

    @Test
    void theDefaultMaximumLeavesRoomToGrow() {
        assertEquals(128, KeyGroups.defaultMaxParallelism(1));
        assertEquals(128, KeyGroups.defaultMaxParallelism(85));
        assertEquals(256, KeyGroups.defaultMaxParallelism(86));
        assertEquals(KeyGroups.UPPER_BOUND, KeyGroups.defaultMaxParallelism(KeyGroups.UPPER_BOUND));
    }

    @Test
    void writtenKeysAreHashedAndComparedByTheirBytes() {
        byte[] one = "..key and more..".getBytes(StandardCharsets.UTF_8);
        byte[] other = "key and more".getBytes(StandardCharsets.UTF_8);
        assertEquals(KeyBytes.hash(one, 2, 12), KeyBytes.hash(other, 0, 12));
        assertTrue(KeyBytes.equal(one, 2, 12, other, 0, 12));
        assertFalse(KeyBytes.equal(one, 2, 11, other, 0, 12));
        Set<Integer> low = new HashSet<>();
        for (int key = 0; key < 1000; key++) {
            byte[] bytes = {(byte) key, (byte) (key >> 8), 0, 0, 0, 0, 0, 0, 0};
            low.add(KeyBytes.hash(bytes, 0, bytes.length) & 0xffff);
        }
        assertTrue(low.size() > 950, () -> low.size() + " of 1000 keys differ in the low bits");
    }

    @Test
    void rangesIntersect() {
        KeyGroupRange range = new KeyGroupRange(10, 20);
        assertEquals(new KeyGroupRange(15, 20), range.intersection(new KeyGroupRange(15, 30)));
        assertTrue(range.intersection(new KeyGroupRange(21, 30)).isEmpty());
        assertTrue(range.intersection(new KeyGroupRange(0, 9)).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> KeyGroups.rangeOf(0, 4, 5));
    }

    private static <K> int hash(TypeInformation<K> type, K key) {
        return KeyHashers.of(type, SERIALIZERS).hash(key);
    }
}
