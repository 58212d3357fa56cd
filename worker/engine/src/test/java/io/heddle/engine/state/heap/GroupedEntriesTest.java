package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.SegmentSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupedEntriesTest {
    private static final KeyGroupRange RANGE = new KeyGroupRange(3, 18);
    private static final int RUN_BYTES = 1_000;

    /** Drains whatever it is given at once. */
    private static final class Sink implements SegmentSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BinaryWriter writer = new BinaryWriter(64);
        private int drained;

        @Override
        public BinaryWriter writer() {
            return writer;
        }

        @Override
        public void drain() {
            drained++;
            bytes.write(writer.array(), 0, writer.position());
            writer.clear();
        }
    }

    /** However often they are written, a key group's entries come in the order in which they were collected. */
    @Test
    void entriesAreWrittenInRunsAndReadGroupByGroup() throws IOException {
        Random random = new Random(7);
        Map<Integer, List<Integer>> expected = new TreeMap<>();
        Sink sink = new Sink();
        GroupedEntries entries = new GroupedEntries(RANGE, sink, RUN_BYTES);
        int total = 0;
        for (int i = 0; i < 5_000; i++) {
            int group = RANGE.first() + random.nextInt(RANGE.size());
            BinaryWriter entry = entries.entry(group);
            entry.writeInt(i);
            int more = random.nextInt(20);
            entry.writeString("x".repeat(more));
            total += Integer.BYTES + 1 + more;
            expected.computeIfAbsent(group, absent -> new ArrayList<>()).add(i);
        }
        int beforeRest = sink.bytes.size();
        assertTrue(beforeRest > total - 2 * RUN_BYTES, beforeRest + " of " + total + " were written before the end");
        entries.writeRest();
        sink.writer.writeInt(-1);
        sink.drain();
        assertTrue(sink.drained > total / RUN_BYTES, sink.drained + " groups");

        Map<Integer, List<Integer>> all = new TreeMap<>();
        KeyGroupRange wanted = new KeyGroupRange(5, 11);
        BinaryReader in = BinaryReader.of(new ByteArrayInputStream(sink.bytes.toByteArray()));
        GroupedEntries.read(in, wanted, (number, count, group) -> {
            for (int i = 0; i < count; i++) {
                all.computeIfAbsent(number, absent -> new ArrayList<>()).add(group.readInt());
                group.readString();
            }
            assertEquals(0, group.remaining());
        });
        expected.keySet().removeIf(group -> !wanted.contains(group));
        assertEquals(expected, all);
        assertTrue(!in.hasMore());
    }
}
