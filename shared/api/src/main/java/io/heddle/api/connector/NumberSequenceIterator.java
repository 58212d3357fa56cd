package io.heddle.api.connector;

import java.util.List;
import java.util.NoSuchElementException;

/** The whole numbers from one to another, both included; can be parted. */
public class NumberSequenceIterator extends SplittableIterator<Long> {
    private final long to;
    private long current;
    /** Whether the last number is out; behind the largest of all there is none that could tell. */
    private boolean ended;

    /**
     * The numbers of the range.
     *
     * @throws IllegalArgumentException if {@code from} is greater than {@code to}
     */
    public NumberSequenceIterator(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException(
                    "The first number must not be greater than the last, but " + from + " is than " + to + ".");
        }
        this.current = from;
        this.to = to;
    }

    private NumberSequenceIterator(RangeSplit range) {
        this.current = range.from();
        this.to = range.to();
    }

    /** The next number. */
    public long getCurrent() {
        return current;
    }

    /** The last number. */
    public long getTo() {
        return to;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public NumberSequenceIterator[] split(int numPartitions) {
        List<RangeSplit> ranges = hasNext() ? RangeSplit.parts(current, to, numPartitions) : List.of();
        NumberSequenceIterator[] parts = new NumberSequenceIterator[numPartitions];
        for (int i = 0; i < numPartitions; i++) {
            parts[i] = new NumberSequenceIterator(i < ranges.size() ? ranges.get(i) : new RangeSplit("", 1, 0));
        }
        return parts;
    }

    @Override
    public int getMaximumNumberOfSplits() {
        long more = hasNext() ? to - current : 0;
        return more < 0 || more >= Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) more + 1;
    }

    @Override
    public boolean hasNext() {
        return !ended && current <= to;
    }

    @Override
    public Long next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The sequence has ended at " + to + ".");
        }
        ended = current == to;
        return current++;
    }
}
