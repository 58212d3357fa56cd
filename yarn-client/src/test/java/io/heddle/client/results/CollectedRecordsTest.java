package io.heddle.client.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.Types;
import io.heddle.coordinator.port.Answer;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The client says where it stands, and takes each record once, whatever a master answers. */
class CollectedRecordsTest {
    private final TypeSerializer<Long> serializer =
            Serializers.of(CollectedRecordsTest.class.getClassLoader()).of(Types.LONG);
    private final Master master = new Master();
    private final CollectedRecords<Long> records = new CollectedRecords<>(serializer, master);

    /** Answers as it is told; null for a master that does not answer. */
    private static final class Master implements CollectedRecords.Origin {
        final ArrayDeque<Answer.@Nullable CollectedPage[]> pages = new ArrayDeque<>();
        final List<String> asked = new ArrayList<>();
        boolean ended;
        boolean cancelled;
        boolean letGo;

        @Override
        public Answer.CollectedPage page(int attempt, long offset) {
            asked.add(attempt + ":" + offset);
            Answer.@Nullable CollectedPage[] page = pages.remove();
            if (page[0] == null) {
                throw new IllegalStateException("the master is gone");
            }
            return page[0];
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void awaitEnd() {
            ended = true;
        }

        @Override
        public void letGo() {
            letGo = true;
        }
    }

    /** The numbers from {@code offset} on, in batches of these sizes. */
    private void page(int attempt, long offset, boolean complete, int... counts) {
        List<Answer.Chunk> chunks = new ArrayList<>();
        long next = offset;
        for (int count : counts) {
            BinaryWriter out = new BinaryWriter(64);
            for (int i = 0; i < count; i++) {
                serializer.write(attempt * 1000L + next++, out);
            }
            chunks.add(new Answer.Chunk(count, out.toBytes()));
        }
        master.pages.add(new Answer.CollectedPage[] {new Answer.CollectedPage(attempt, offset, chunks, complete)});
    }

    private List<Long> take(int count) {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(records.next());
        }
        return taken;
    }

    @Test
    void itAsksForWhatFollowsAndSaysThatItHasAll() {
        page(0, 0, false, 2, 1);
        page(0, 3, true, 1);
        page(0, 4, true);
        assertEquals(List.of(0L, 1L, 2L, 3L), take(4));
        assertFalse(records.hasNext());
        assertEquals(List.of("-1:0", "0:3", "0:4"), master.asked);
        assertTrue(master.ended && master.letGo && !master.cancelled);
    }

    @Test
    void whatAMasterSaysAgainIsNotTakenAgain() {
        page(0, 0, false, 3);
        page(0, 0, false, 3);
        page(0, 1, true, 2, 2);
        page(0, 5, true);
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), take(5));
        assertFalse(records.hasNext());
    }

    @Test
    void aMasterThatKnowsOnlyAnEarlierExecutionIsAskedAgain() {
        page(1, 4, false, 1);
        page(0, 0, true, 3);
        page(1, 5, true, 1);
        page(1, 6, true);
        assertEquals(List.of(1004L, 1005L), take(2));
        assertFalse(records.hasNext());
        assertEquals(List.of("-1:0", "1:5", "1:5", "1:6"), master.asked);
    }

    @Test
    void aLaterExecutionIsReadFromItsBeginning() {
        page(0, 0, false, 3);
        page(1, 1, true, 2);
        page(1, 3, true);
        assertEquals(List.of(0L, 1L, 2L, 1001L, 1002L), take(5));
        assertFalse(records.hasNext());
    }

    @Test
    void aGapIsAnError() {
        page(0, 0, false, 3);
        page(0, 4, true, 1);
        assertEquals(List.of(0L, 1L, 2L), take(3));
        HeddleException missing = assertThrows(HeddleException.class, records::hasNext);
        assertTrue(String.valueOf(missing.getMessage()).contains("from record 3 to 4"), missing::toString);
    }

    @Test
    void aMasterThatGoesWhenItHasSaidAllTakesNothingBack() {
        page(0, 0, true, 2);
        master.pages.add(new Answer.CollectedPage[] {null});
        assertEquals(List.of(0L, 1L), take(2));
        assertFalse(records.hasNext());
        assertTrue(master.ended);
    }
}
