package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
