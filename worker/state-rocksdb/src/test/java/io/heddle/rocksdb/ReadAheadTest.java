package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.testing.StateSetups;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are read ahead as long as their contents are asked for, and no longer than that. */
class ReadAheadTest {
    private static final int BATCH = 256;
    private static final int KEYS = 8 * ReadAhead.WATCHED;

    @TempDir
    Path directory;

    @Test
    void a_fair_part_has_to_be_asked_for() {
        assertTrue(afterAsking(ReadAhead.WATCHED));
        assertTrue(afterAsking(ReadAhead.WATCHED / ReadAhead.ASKED_OF));
        assertFalse(afterAsking(ReadAhead.WATCHED / ReadAhead.ASKED_OF - 1));
        assertFalse(afterAsking(0));
    }

    private static boolean afterAsking(int asked) {
        ReadAhead ahead = new ReadAhead();
        assertTrue(ahead.isWorthwhile(ReadAhead.WATCHED - 1));
        for (int i = 0; i < asked; i++) {
            ahead.asked();
        }
        return ahead.isWorthwhile(1);
    }

    @Test
    void it_begins_again_when_contents_are_asked_for_again() {
        ReadAhead ahead = new ReadAhead();
        assertFalse(ahead.isWorthwhile(ReadAhead.WATCHED));
        for (int i = 0; i < ReadAhead.WATCHED; i++) {
            ahead.asked();
        }
        assertTrue(ahead.isWorthwhile(ReadAhead.WATCHED));
    }

    @Test
    void a_fill_with_a_slow_reader_beside_it_reads_only_what_is_asked_for() throws Exception {
        StateSetup setup = StateSetups.fresh(32);
        try (KeyedStateBackend state = Backends.make(directory, 1 << 20, false).keyed(setup, Types.INT)) {
            ValueState<Long> values = state.state(new ValueStateDescriptor<>("v", Types.LONG));
            Stream stream = new Stream(state, values);
            stream.step(0, KEYS, key -> false);

            stream.step(0, ReadAhead.WATCHED, key -> key % 64 == 0);
            assertEquals(0, stream.step(ReadAhead.WATCHED, 2 * ReadAhead.WATCHED, key -> key % 64 == 0));
            stream.step(0, ReadAhead.WATCHED, key -> true);
            assertEquals(
                    ReadAhead.WATCHED,
                    stream.step(2 * ReadAhead.WATCHED, 3 * ReadAhead.WATCHED, key -> true),
                    "everything is asked for, so everything is read ahead");
        }
    }

    /** Announces keys in batches, asks for some of them, and writes all. */
    private record Stream(KeyedStateBackend state, ValueState<Long> values) {

        /** How many keys were in memory, with their contents, before they were asked for or written. */
        int step(int from, int to, IntPredicate asked) throws Exception {
            int ahead = 0;
            for (int first = from; first < to; first += BATCH) {
                Object[] keys = new Object[BATCH];
                int[] hashes = new int[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    keys[i] = first + i;
                    hashes[i] = Integer.hashCode(first + i);
                }
                state.expect(keys, hashes, BATCH);
                ahead += known(first);
                for (int i = 0; i < BATCH; i++) {
                    state.setCurrentKey(keys[i], hashes[i]);
                    if (asked.test(first + i)) {
                        assertEquals(first + i, values.value());
                    }
                    values.update((long) first + i);
                }
            }
            return ahead;
        }

        private int known(int first) {
            StateTable table =
                    ((RocksValueState) (ValueState<?>) values).cursor().table();
            return (int) table.cells().stream()
                    .filter(cell -> cell.known && (int) cell.key >= first && (int) cell.key < first + BATCH)
                    .count();
        }
    }
}
