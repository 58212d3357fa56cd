package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of values that are objects, or keys that are: puts them together in a segment that is as large as it has to be. */
final class ObjectMerge extends SliceMerge {
    private static final int LEAST_SLOTS = 64;

    private final SliceState.Merge merge;
    private final @Nullable NumberForm numbers;
    private final SegmentEntries merged;
    private Segment scratch;
    /** By slot of the scratch: whether the value is nobody else's. */
    private boolean[] own = new boolean[LEAST_SLOTS];

    ObjectMerge(List<KeyTable> tables, SliceState.Merge merge) {
        super(tables);
        this.merge = merge;
        this.numbers = tables.get(0).numbers();
        this.scratch = tables.get(0).segment(0).empty(0, 0, LEAST_SLOTS);
        this.merged = new SegmentEntries(numbers, scratch);
    }

    @Override
    void begin(int most) {
        // At most three quarters of the slots are used, and mostly less: the slices have keys in common.
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, most / 3 * 4)) * 2);
        if (slots > scratch.mask + 1) {
            scratch = scratch.empty(0, 0, slots);
            own = new boolean[slots];
        } else {
            scratch.freeAll();
        }
        scratch.used = 0;
    }

    @Override
    void take(Segment segment, int from, int depth) throws Exception {
        for (int slot = segment.nextUsed(0); slot <= segment.mask; slot = segment.nextUsed(slot + 1)) {
            int spread = segment.spreadAt(slot);
            if (depth == 0 || (spread ^ from) >>> (Integer.SIZE - depth) == 0) {
                add(segment, slot, spread);
            }
        }
    }

    private void add(Segment segment, int slot, int spread) throws Exception {
        Segment into = scratch;
        int place = spread & into.mask;
        while (into.isUsed(place)) {
            if (into.hasKeyOf(place, segment, slot, spread)) {
                Object there = into.valueAt(place, numbers);
                into.setValue(place, merge.merge(there, own[place], segment.valueAt(slot, numbers)), numbers);
                own[place] = true;
                return;
            }
            place = (place + 1) & into.mask;
        }
        into.occupy(place, segment, slot);
        into.used++;
        own[place] = false;
    }

    @Override
    SliceState.Entries merged() {
        return merged.of(scratch);
    }
}
