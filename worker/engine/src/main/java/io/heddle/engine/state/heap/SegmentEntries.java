package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import org.jspecify.annotations.Nullable;

/** The entries of one segment after the other. */
final class SegmentEntries implements SliceState.Entries {
    private final @Nullable NumberForm numbers;
    private Segment segment;
    private int[] slots = new int[Segment.SLOTS];
    private int count;

    /**
     * Of no segment yet.
     *
     * @param numbers of the numbers that the table keeps; null if it keeps none
     */
    SegmentEntries(@Nullable NumberForm numbers, Segment first) {
        this.numbers = numbers;
        this.segment = first;
    }

    /** From now on the entries of that segment, which must not change meanwhile. */
    SegmentEntries of(Segment next) {
        segment = next;
        if (slots.length < next.used) {
            slots = new int[next.mask + 1];
        }
        count = 0;
        for (int slot = next.nextUsed(0); slot <= next.mask; slot = next.nextUsed(slot + 1)) {
            slots[count++] = slot;
        }
        return this;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Object keyAt(int index) {
        return segment.keyAt(slots[index]);
    }

    @Override
    public Object valueAt(int index) {
        return segment.valueAt(slots[index], numbers);
    }
}
