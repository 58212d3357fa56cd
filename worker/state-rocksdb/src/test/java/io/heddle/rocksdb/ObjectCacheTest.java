package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.testing.StateSetups;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in memory keeps to its share of the heap, however large the values are that nobody has written yet. */
class ObjectCacheTest {
    private static final int CACHE_BYTES = 1 << 20;
    private static final int VALUE_BYTES = 4 << 10;
    private static final int VALUES = 2_000;

    @TempDir
    Path directory;

    private KeyedStateBackend state;

    @BeforeEach
    void open() throws Exception {
        StateSetup setup = StateSetups.fresh(32);
        state = Backends.make(directory, CACHE_BYTES, false).keyed(setup, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        state.close();
    }

    private static String value(int number) {
        return String.format("%08d", number).repeat(VALUE_BYTES / 8);
    }

    @Test
    void largeValues() throws Exception {
        ValueState<String> values = state.state(new ValueStateDescriptor<>("v", Types.STRING));
        for (int i = 0; i < VALUES; i++) {
            state.setCurrentKey("key" + i);
            values.update(value(i));
        }

        long kept = ((RocksValueState) (ValueState<?>) values)
                .cursor().table().cells().stream()
                        .filter(cell -> cell.content != null)
                        .count();
        assertTrue(kept * VALUE_BYTES <= CACHE_BYTES, kept + " values in memory");
        for (int i = 0; i < VALUES; i++) {
            state.setCurrentKey("key" + i);
            assertEquals(value(i), values.value());
        }
    }

    @Test
    void largeElements() throws Exception {
        ListState<String> lists = state.state(new ListStateDescriptor<>("l", Types.STRING));
        for (int i = 0; i < VALUES; i++) {
            state.setCurrentKey("key" + i % (VALUES / 2));
            lists.add(value(i));
        }

        long kept = ((RocksListState) (ListState<?>) lists)
                .cursor().table().cells().stream()
                        .mapToInt(cell -> ListContents.of(cell).items.size())
                        .sum();
        assertTrue(kept * VALUE_BYTES <= CACHE_BYTES, kept + " elements in memory");
        state.setCurrentKey("key7");
        int found = 0;
        for (String each : lists.get()) {
            assertEquals(VALUE_BYTES, each.length());
            found++;
        }
        assertEquals(2, found);
    }

    @Test
    void largeEntries() throws Exception {
        MapState<Integer, String> maps = state.state(new MapStateDescriptor<>("m", Types.INT, Types.STRING));
        for (int i = 0; i < VALUES; i++) {
            state.setCurrentKey("key" + i / 4);
            maps.put(i % 4, value(i));
        }

        long kept = ((RocksMapState) (MapState<?, ?>) maps)
                .cursor().table().cells().stream()
                        .mapToInt(cell -> MapContents.of(cell).slots.size())
                        .sum();
        assertTrue(kept * VALUE_BYTES <= CACHE_BYTES, kept + " entries in memory");
        state.setCurrentKey("key9");
        assertEquals(value(38), maps.get(2));
    }

    /** No new key comes, by which room would be made. */
    @Test
    void entriesOfOneKey() throws Exception {
        MapState<Integer, String> map = state.state(new MapStateDescriptor<>("m", Types.INT, Types.STRING));
        state.setCurrentKey("key");
        for (int i = 0; i < VALUES; i++) {
            map.put(i, value(i));
        }

        assertKept(((RocksMapState) (MapState<?, ?>) map)
                .cursor().table().cells().stream()
                        .mapToLong(cell -> MapContents.of(cell).slots.size())
                        .sum());
        for (int i = 0; i < VALUES; i++) {
            assertEquals(value(i), map.get(i));
        }
    }

    @Test
    void elementsOfOneKey() throws Exception {
        ListState<String> list = state.state(new ListStateDescriptor<>("l", Types.STRING));
        state.setCurrentKey("key");
        for (int i = 0; i < VALUES; i++) {
            list.add(value(i));
        }

        assertKept(((RocksListState) (ListState<?>) list)
                .cursor().table().cells().stream()
                        .mapToLong(cell -> ListContents.of(cell).items.size())
                        .sum());
        int found = 0;
        for (String each : list.get()) {
            assertEquals(value(found++), each);
        }
        assertEquals(VALUES, found);
    }

    private static void assertKept(long items) {
        assertTrue(items * VALUE_BYTES <= CACHE_BYTES, items + " in memory");
    }

    /** That there is nothing takes room as well. */
    @Test
    void entriesThatAreNotThere() throws Exception {
        MapState<Integer, String> map = state.state(new MapStateDescriptor<>("m", Types.INT, Types.STRING));
        int asked = 100_000;
        for (int isWritten = 0; isWritten < 2; isWritten++) {
            state.setCurrentKey("key");
            map.put(-1, "there");
            for (int i = 0; i < asked; i++) {
                assertFalse(map.contains(i));
                map.remove(asked + i);
            }
            assertEquals("there", map.get(-1));
            long kept = ((RocksMapState) (MapState<?, ?>) map)
                    .cursor().table().cells().stream()
                            .mapToLong(cell -> MapContents.of(cell).slots.size())
                            .sum();
            assertTrue(kept < asked / 4, kept + " entries in memory");
            for (int i = 0; i < VALUES; i++) {
                state.setCurrentKey("other" + i);
                map.put(i, value(i));
            }
        }
    }

    @Test
    void valuesThatRestAreWrittenBetweenCheckpoints() throws Exception {
        ValueState<String> values = state.state(new ValueStateDescriptor<>("v", Types.STRING));
        StateTable table = ((RocksValueState) (ValueState<?>) values).cursor().table();
        for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
            for (int i = 0; i < VALUES; i++) {
                state.setCurrentKey("key" + i);
                values.update("small " + checkpoint);
            }
            long waiting = table.cells().stream().filter(cell -> cell.dirty).count();
            if (checkpoint == 0) {
                assertEquals(VALUES, waiting, "nobody has taken a checkpoint");
            } else {
                assertTrue(waiting < VALUES / 3, waiting + " of " + VALUES + " are left to the barrier");
            }
            table.instance().writeBack();
            assertEquals(0, table.cells().stream().filter(cell -> cell.dirty).count());
        }
        state.setCurrentKey("key7");
        assertEquals("small 1", values.value());
    }
}
