package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tables of several slices together without a table of all their keys. Every segment holds the keys whose hashes begin
 * with some bits, so the tables are walked along the hashes side by side, a segment of each at a time: what has to be put together
 * at once fits into the processor's cache, and is passed on and forgotten before the next. Task thread only.
 */
final class SliceMerge {
    private static final int LEAST_SLOTS = 64;
    private static final long ALL_HASHES = 1L << Integer.SIZE;

    private final List<KeyTable> tables;
    private final Segment[] segments;
    private final SliceState.Merge merge;
    private final @Nullable NumberForm numbers;
    private Segment scratch;
    /** By slot of the scratch: whether the value is nobody else's. */
    private boolean[] own = new boolean[LEAST_SLOTS];

    SliceMerge(List<KeyTable> tables, SliceState.Merge merge) {
        this.tables = tables;
        this.segments = new Segment[tables.size()];
        this.merge = merge;
        this.numbers = tables.get(0).numbers();
        this.scratch = tables.get(0).segment(0).empty(0, 0, LEAST_SLOTS);
    }

    void forEach(SliceState.Visitor visitor) throws Exception {
        for (long from = 0; from < ALL_HASHES; ) {
            int depth = 0;
            int entries = 0;
            for (int i = 0; i < segments.length; i++) {
                Segment segment = tables.get(i).segment((int) from);
                segments[i] = segment;
                depth = Math.max(depth, segment.depth);
                entries += segment.used;
            }
            clear(entries);
            for (Segment segment : segments) {
                take(segment, (int) from, depth);
            }
            scratch.visit(numbers, visitor);
            from += ALL_HASHES >>> depth;
        }
    }

    /** Makes room for so many keys. */
    private void clear(int entries) {
        // At most three quarters of the slots are used, and mostly less: the slices have keys in common.
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, entries / 3 * 4)) * 2);
        if (slots > scratch.mask + 1) {
            scratch = scratch.empty(0, 0, slots);
            own = new boolean[slots];
        } else {
            scratch.freeAll();
        }
    }

    /** Takes the entries whose hashes have their first {@code depth} bits in common with {@code from}. */
    private void take(Segment segment, int from, int depth) throws Exception {
        boolean whole = segment.depth == depth;
        for (int slot = segment.nextUsed(0); slot <= segment.mask; slot = segment.nextUsed(slot + 1)) {
            int spread = segment.spreadAt(slot);
            if (whole || (spread ^ from) >>> (Integer.SIZE - depth) == 0) {
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
        own[place] = false;
    }
}
