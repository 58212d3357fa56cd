package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are integers and values that are nothing but numbers, side by side: what a look-up needs lies in one line of the
 * processor's cache, and there is no object that the garbage collector would have to look at.
 */
final class NumberSegment extends Segment {
    final boolean wide;
    /** By slot its key, then its number. */
    final long[] cells;
    /** A bit for each slot that is in use. */
    final long[] inUse;

    /**
     * An empty segment.
     *
     * @param wide whether keys are {@link Long}, not {@link Integer}
     */
    NumberSegment(int depth, int version, int slots, boolean wide) {
        this(depth, version, wide, new long[2 * slots], new long[(slots + Long.SIZE - 1) / Long.SIZE]);
    }

    private NumberSegment(int depth, int version, boolean wide, long[] cells, long[] inUse) {
        super(depth, version, cells.length / 2);
        this.wide = wide;
        this.cells = cells;
        this.inUse = inUse;
    }

    @Override
    int find(Object key, int spread) {
        long number = LongSegment.number(key, wide);
        for (int slot = spread & mask; isUsed(slot); slot = (slot + 1) & mask) {
            if (cells[2 * slot] == number) {
                return slot;
            }
        }
        return -1;
    }

    @Override
    boolean isUsed(int slot) {
        // A shift takes the number of bits modulo 64.
        return (inUse[slot >> 6] >>> slot & 1) != 0;
    }

    @Override
    int nextUsed(int slot) {
        int word = slot >> 6;
        if (word >= inUse.length) {
            return mask + 1;
        }
        long bits = inUse[word] & -1L << slot;
        while (bits == 0) {
            if (++word == inUse.length) {
                return mask + 1;
            }
            bits = inUse[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    @Override
    Object keyAt(int slot) {
        return LongSegment.key(cells[2 * slot], wide);
    }

    @Override
    int spreadAt(int slot) {
        return LongSegment.spread(cells[2 * slot], wide);
    }

    @Override
    Object valueAt(int slot, @Nullable NumberForm form) {
        NumberForm whole = of(form);
        return whole.with(whole, cells[2 * slot + 1]);
    }

    private static NumberForm of(@Nullable NumberForm form) {
        if (form == null) {
            throw new IllegalArgumentException("a table of numbers knows what they stand for");
        }
        return form;
    }

    @Override
    void setValue(int slot, Object value, @Nullable NumberForm form) {
        cells[2 * slot + 1] = of(form).number(value);
    }

    @Override
    Object fold(int slot, Object added, LongBinaryOperator folding, NumberForm form) {
        int at = 2 * slot + 1;
        long folded = folding.applyAsLong(cells[at], form.number(added));
        cells[at] = folded;
        return form.with(form, folded);
    }

    /** Replaces the number of a slot by what a fold makes of it; false if that is nothing, and then nothing has changed. */
    boolean foldNumber(int slot, Object added, SliceState.Fold fold, WholeNumber form) throws Exception {
        long before = cells[2 * slot + 1];
        // Two calls, so that the box of the second is certainly new and need not be made.
        return WholeNumber.isShared(before)
                ? set(slot, fold.fold(form.with(form, before), added), form)
                : set(slot, fold.fold(form.fresh(before), added), form);
    }

    private boolean set(int slot, @Nullable Object after, WholeNumber form) {
        if (after == null) {
            return false;
        }
        cells[2 * slot + 1] = form.number(after);
        return true;
    }

    @Override
    void occupy(int slot, Object key, int spread, Object value, @Nullable NumberForm form) {
        cells[2 * slot] = LongSegment.number(key, wide);
        setValue(slot, value, form);
        inUse[slot >> 6] |= 1L << slot;
    }

    @Override
    void move(int from, int to) {
        occupy(to, this, from);
    }

    @Override
    void occupy(int slot, Segment other, int from) {
        long[] others = ((NumberSegment) other).cells;
        cells[2 * slot] = others[2 * from];
        cells[2 * slot + 1] = others[2 * from + 1];
        inUse[slot >> 6] |= 1L << slot;
    }

    @Override
    void free(int slot) {
        inUse[slot >> 6] &= ~(1L << slot);
    }

    @Override
    void freeAll() {
        Arrays.fill(inUse, 0);
    }

    @Override
    boolean hasKeyOf(int slot, Segment other, int otherSlot, int spread) {
        return cells[2 * slot] == ((NumberSegment) other).cells[2 * otherSlot];
    }

    @Override
    Segment empty(int newDepth, int newVersion, int slots) {
        return new NumberSegment(newDepth, newVersion, slots, wide);
    }

    @Override
    Segment copy(int newVersion) {
        return copiedInto(new NumberSegment(depth, newVersion, wide, cells.clone(), inUse.clone()));
    }

    @Override
    int touchHome(int spread) {
        return (int) cells[2 * (spread & mask)];
    }

    /** The slots after the first lie in the same line of the cache or in the next, so that is as good as any. */
    @Override
    int likely(int spread) {
        return spread & mask;
    }

    /** There are none. */
    @Override
    int touchEntry(int slot, boolean viewed) {
        return 0;
    }
}
