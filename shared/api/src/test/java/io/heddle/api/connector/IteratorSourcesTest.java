package io.heddle.api.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IteratorSourcesTest {
    @Test
    void aRestartAtAnyStepLosesAndRepeatsNothing() throws Exception {
        for (int at = 0; at < 12; at++) {
            SteppedSource<Long, CountedSplit, List<CountedSplit>> stepped =
                    new SteppedSource<>(new SplittableIteratorSource<>(new NumberSequenceIterator(1, 6000)), 3);
            for (int i = 0; i < at; i++) {
                stepped.step();
            }
            stepped.restart();
            stepped.settle();
            assertEquals(
                    LongStream.rangeClosed(1, 6000).boxed().toList(),
                    stepped.all().stream().sorted().toList(),
                    "step " + at);
        }
    }

    @Test
    void aSequenceMayReachTheEndsOfTheNumbers() {
        NumberSequenceIterator highest = new NumberSequenceIterator(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertEquals(2, highest.getMaximumNumberOfSplits());
        assertEquals(Long.MAX_VALUE - 1, highest.next());
        assertEquals(Long.MAX_VALUE, highest.next());
        assertFalse(highest.hasNext());
        assertThrows(NoSuchElementException.class, highest::next);
        for (NumberSequenceIterator part : highest.split(2)) {
            assertFalse(part.hasNext());
        }
        NumberSequenceIterator all = new NumberSequenceIterator(Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals(Integer.MAX_VALUE, all.getMaximumNumberOfSplits());
    }

    @Test
    void aPlainIteratorIsReadRecordByRecord() throws Exception {
        SteppedSource<Long, CountedSplit, List<CountedSplit>> stepped =
                new SteppedSource<>(new IteratorSource<>(new NumberSequenceIterator(1, 6000)), 2);
        int before = 0;
        while (stepped.step()) {
            int now = stepped.all().size();
            assertTrue(now <= before + 1, "an iterator may wait, so one call reads one record");
            before = now;
        }
        assertEquals(LongStream.rangeClosed(1, 6000).boxed().toList(), stepped.all());
        assertEquals(2, stepped.ended.size());
    }

    @Test
    void anIteratorThatYieldsLessAfterARestartIsRefused() {
        CountedSplit split = new CountedSplit(0, 1, 5);
        new IteratorCursor<>(split, List.of(1, 2, 3, 4, 5).iterator(), 1);
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> new IteratorCursor<>(split, List.of(1, 2, 3).iterator(), 1));
        assertEquals(
                "The iterator yields 3 records, but 5 were put out before the restart: it must yield the same each"
                        + " time it is read.",
                refused.getMessage());
    }
}
