package io.heddle.engine.sort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.Types;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyBytes;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSortTest {
    private static final Serializers SERIALIZERS = Serializers.of(RecordSortTest.class.getClassLoader());
    private static final TypeSerializer<Long> LONGS = SERIALIZERS.of(Types.LONG);
    private static final TypeSerializer<String> TEXTS = SERIALIZERS.of(Types.STRING);
    /** Enough for one page of records and nothing else. */
    private static final long ONE_PAGE = SortBuffer.PAGE_BYTES;

    @TempDir
    Path directory;

    private record Item(long key, String text, long timestampMs, int input) {}

    private RecordSort sort(long bytes) {
        return new RecordSort(new SortSpace(new SortMemory(bytes, 1), directory), "sort");
    }

    private static void add(RecordSort sort, Item item) throws IOException {
        sort.add(LONGS, item.key(), TEXTS, item.text(), item.timestampMs(), item.input());
    }

    private static Item item(RecordSort sort) {
        return new Item(sort.key(LONGS), sort.value(TEXTS), sort.timestampMs(), sort.input());
    }

    private static List<Item> drawn(int count, int keys, int times, int seed) {
        Random random = new Random(seed);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new Item(
                    random.nextInt(keys),
                    i + "x".repeat(random.nextInt(60)),
                    random.nextInt(times),
                    random.nextInt(2)));
        }
        return items;
    }

    /** Each key at once, and within a key by time, input and arrival. */
    private static void assertSorted(List<Item> added, RecordSort sort) throws IOException {
        Map<Long, List<Item>> expected = new HashMap<>();
        added.forEach(each ->
                expected.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each));
        List<Item> group = List.of();
        int at = 0;
        while (sort.next()) {
            Item found = item(sort);
            assertEquals(at == group.size(), sort.isOfNewKey());
            if (at == group.size()) {
                group = expected.remove(found.key());
                group.sort(Comparator.comparingLong(Item::timestampMs).thenComparingInt(Item::input));
                at = 0;
            }
            assertEquals(group.get(at++), found);
        }
        assertEquals(group.size(), at);
        assertEquals(Set.of(), expected.keySet());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, ONE_PAGE, 4 * ONE_PAGE, 64 * ONE_PAGE})
    void recordsComeByKeyTimeInputAndArrival(long bytes) throws IOException {
        List<Item> items = drawn(20_000, 700, 40, 1);
        try (RecordSort sort = sort(bytes)) {
            for (Item item : items) {
                add(sort, item);
            }
            assertSorted(items, sort);
            assertEquals(bytes < 8 * ONE_PAGE, sort.spilledBytes() > 0);
        }
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(longs = {ONE_PAGE, 64 * ONE_PAGE})
    void oneKeyMayHaveMostOfTheRecords(long bytes) throws IOException {
        List<Item> items = drawn(20_000, 1, 1_000_000, 2);
        items.addAll(drawn(50, 9, 5, 3));
        try (RecordSort sort = sort(bytes)) {
            for (Item item : items) {
                add(sort, item);
            }
            assertSorted(items, sort);
        }
    }

    /** Among so many keys some have hashes in common. */
    @Test
    void keysOfOneHashStayApart() throws IOException {
        int count = 200_000;
        Set<Integer> hashes = new HashSet<>();
        try (RecordSort sort = sort(256 * ONE_PAGE)) {
            for (int i = 0; i < 2 * count; i++) {
                sort.add(LONGS, (long) (i % count), LONGS, (long) i, 0, 0);
            }
            Set<Long> keys = new HashSet<>();
            int records = 0;
            while (sort.next()) {
                long key = sort.key(LONGS);
                if (sort.isOfNewKey()) {
                    assertTrue(keys.add(key), "the key comes twice: " + key);
                    hashes.add(hash(key));
                }
                assertEquals(key, sort.value(LONGS) % count);
                records++;
            }
            assertEquals(count, keys.size());
            assertEquals(2 * count, records);
        }
        assertTrue(hashes.size() < count, "no two keys have the same hash, so nothing was tried");
    }

    private static int hash(long key) {
        BinaryWriter out = new BinaryWriter(8);
        LONGS.write(key, out);
        return KeyBytes.hash(out.array(), 0, out.position());
    }

    @Test
    void recordsLargerThanAPageAreSortedAmongOthers() throws IOException {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int length = i % 3 == 0 ? SortBuffer.PAGE_BYTES + 1000 * i : 10;
            items.add(new Item(i % 7, "y".repeat(length) + i, 100 - i, 0));
        }
        try (RecordSort sort = sort(5 * ONE_PAGE)) {
            for (Item item : items) {
                add(sort, item);
            }
            assertSorted(items, sort);
            assertTrue(sort.spilledBytes() > 0);
        }
    }

    @Test
    void recordsWithoutAKeyComeByTime() throws IOException {
        try (RecordSort sort = sort(0)) {
            for (int i = 0; i < 3_000; i++) {
                sort.<Long, Long>add(null, noKey(), LONGS, (long) i, i % 10, 0);
            }
            long before = -1;
            int count = 0;
            while (sort.next()) {
                assertEquals(count++ == 0, sort.isOfNewKey());
                long place = sort.timestampMs() * 10_000 + sort.value(LONGS);
                assertTrue(place > before);
                before = place;
            }
            assertEquals(3_000, count);
        }
    }

    private static @Nullable Long noKey() {
        return null;
    }

    @Test
    void nothingIsAllThereIsOfNothing() throws IOException {
        try (RecordSort sort = sort(ONE_PAGE)) {
            assertFalse(sort.next());
        }
    }

    @Test
    void sortsShareTheMemoryOfAWorkerAndGiveItBack() throws IOException {
        SortMemory memory = new SortMemory(6 * ONE_PAGE, 1);
        SortSpace space = new SortSpace(memory, directory);
        List<Item> items = drawn(10_000, 100, 10, 4);
        try (RecordSort first = new RecordSort(space, "first");
                RecordSort second = new RecordSort(space, "second")) {
            for (Item item : items) {
                add(first, item);
            }
            for (Item item : items) {
                add(second, item);
            }
            assertEquals(0, first.spilledBytes());
            assertSorted(items, first);
            assertSorted(items, second);
            assertTrue(second.spilledBytes() > 0, "the first has taken what there was");
        }
        SortMemory.Share all = memory.share();
        assertTrue(all.take(6 * ONE_PAGE));
        assertFalse(memory.share().take(1));
    }

    @Test
    void aRunThatHasChangedOnTheDiskIsNotRead() throws IOException {
        try (RecordSort sort = sort(0)) {
            for (Item item : drawn(5_000, 50, 10, 5)) {
                add(sort, item);
            }
            Path run = directory.resolve("sort").resolve("run-0");
            byte[] bytes = Files.readAllBytes(run);
            bytes[bytes.length / 2]++;
            Files.write(run, bytes);
            HeddleException damaged = assertThrows(HeddleException.class, () -> {
                while (sort.next()) {
                    item(sort);
                }
            });
            assertTrue(damaged.getMessage().contains("damaged"), damaged.getMessage());
        }
        assertNothingLeft();
    }

    @Test
    void aRunThatEndsTooSoonIsNotRead() throws IOException {
        try (RecordSort sort = sort(0)) {
            for (Item item : drawn(5_000, 50, 10, 6)) {
                add(sort, item);
            }
            Path run = directory.resolve("sort").resolve("run-0");
            byte[] bytes = Files.readAllBytes(run);
            Files.write(run, Arrays.copyOf(bytes, bytes.length - 1));
            assertThrows(HeddleException.class, () -> {
                while (sort.next()) {
                    item(sort);
                }
            });
        }
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
