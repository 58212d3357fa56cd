package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Of integers as keys and numbers as values: entries lie one after the other in the order in which their keys were met, so that
 * they are passed on from one end to the other, and an index of their places is all that is looked up and cleared. Nothing is an
 * object but what the merge is given.
 */
final class NumberMerge extends SliceMerge implements SliceState.Entries {
    /** An odd number near 2^64 divided by the golden ratio: the top bits of products are spread well (Knuth 6.4). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final int LEAST_PLACES = 64;
    /** Where the first entry is: 0 says that a place is free. */
    private static final int FIRST = 2;

    private final SliceState.Merge merge;
    private final WholeNumber form;
    private final boolean wide;

    /** By place: where in {@code cells} its entry is; 0 if there is none. */
    private int[] index = new int[LEAST_PLACES];
    /** From {@link #FIRST} on a key and its number, and so on. */
    private long[] cells = new long[LEAST_PLACES];

    private int end = FIRST;
    /** The bits of a product that are no place. */
    private int shift;

    NumberMerge(List<KeyTable> tables, SliceState.Merge merge) {
        super(tables);
        this.merge = merge;
        this.form = (WholeNumber) Objects.requireNonNull(tables.get(0).numbers(), "the table keeps no numbers");
        this.wide = ((NumberSegment) tables.get(0).segment(0)).wide;
    }

    @Override
    void begin(int most) {
        // At most half of the places are taken.
        int places = Math.max(LEAST_PLACES, Integer.highestOneBit(Math.max(1, most)) * 4);
        if (places > index.length) {
            index = new int[places];
        } else {
            Arrays.fill(index, 0, places, 0);
        }
        shift = Long.SIZE - Integer.numberOfTrailingZeros(places);
        if (cells.length < 2 * most + FIRST) {
            cells = new long[2 * places];
        }
        end = FIRST;
    }

    @Override
    void take(Segment segment, int from, int depth) throws Exception {
        NumberSegment theirs = (NumberSegment) segment;
        for (int word = 0; word < theirs.inUse.length; word++) {
            for (long left = theirs.inUse[word]; left != 0; left &= left - 1) {
                int at = 2 * (word * Long.SIZE + Long.numberOfTrailingZeros(left));
                long key = theirs.cells[at];
                if (depth == 0 || (LongSegment.spread(key, wide) ^ from) >>> (Integer.SIZE - depth) == 0) {
                    add(key, theirs.cells[at + 1]);
                }
            }
        }
    }

    private void add(long key, long number) throws Exception {
        int[] places = index;
        long[] entries = cells;
        int place = (int) ((key * GOLDEN) >>> shift);
        for (int at = places[place]; at != 0; at = places[place]) {
            if (entries[at] == key) {
                entries[at + 1] = merged(entries[at + 1], number);
                return;
            }
            place = (place + 1) & (-1 >>> (shift - Integer.SIZE));
        }
        places[place] = end;
        entries[end] = key;
        entries[end + 1] = number;
        end += 2;
    }

    private long merged(long there, long number) throws Exception {
        // Two calls, so that the boxes of the second are certainly new and need not be made.
        if (WholeNumber.isShared(there) || WholeNumber.isShared(number)) {
            return form.number(merge.merge(form.with(form, there), true, form.with(form, number)));
        }
        return form.number(merge.merge(form.fresh(there), true, form.fresh(number)));
    }

    @Override
    SliceState.Entries merged() {
        return this;
    }

    @Override
    public int count() {
        return (end - FIRST) / 2;
    }

    @Override
    public Object keyAt(int at) {
        return LongSegment.key(cells[FIRST + 2 * at], wide);
    }

    @Override
    public Object valueAt(int at) {
        return form.with(form, cells[FIRST + 2 * at + 1]);
    }
}
