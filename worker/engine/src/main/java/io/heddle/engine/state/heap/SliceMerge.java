package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.List;

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
    private Segment scratch;
    /** By slot of the scratch: whether the value is nobody else's. */
    private boolean[] own = new boolean[LEAST_SLOTS];

    SliceMerge(List<KeyTable> tables, SliceState.Merge merge) {
        this.tables = tables;
        this.segments = new Segment[tables.size()];
        this.merge = merge;
        this.scratch = tables.get(0).segment(0).sibling(0, 0, LEAST_SLOTS);
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
            scratch.visit(visitor);
            from += ALL_HASHES >>> depth;
        }
    }

    /** Makes room for so many keys. */
    private void clear(int entries) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, entries)) * 4);
        if (slots > scratch.mask + 1) {
            scratch = scratch.sibling(0, 0, slots);
            own = new boolean[slots];
        } else {
            Arrays.fill(scratch.values, null);
        }
    }

    /** Takes the entries whose hashes have their first {@code depth} bits in common with {@code from}. */
    private void take(Segment segment, int from, int depth) throws Exception {
        boolean whole = segment.depth == depth;
        for (int slot = 0; slot <= segment.mask; slot++) {
            Object value = segment.values[slot];
            if (value == null) {
                continue;
            }
            int spread = segment.spreadAt(slot);
            if (whole || (spread ^ from) >>> (Integer.SIZE - depth) == 0) {
                add(segment, slot, spread, value);
            }
        }
    }

    private void add(Segment segment, int slot, int spread, Object value) throws Exception {
        Segment into = scratch;
        int place = spread & into.mask;
        for (Object there = into.values[place]; there != null; there = into.values[place]) {
            if (into.hasKeyOf(place, segment, slot, spread)) {
                into.values[place] = merge.merge(there, own[place], value);
                own[place] = true;
                return;
            }
            place = (place + 1) & into.mask;
        }
        into.takeKey(place, segment, slot);
        into.values[place] = value;
        own[place] = false;
    }
}
