package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.List;

/**
 * Puts the tables of several slices together without a table of all their keys. Every segment holds the keys whose hashes begin
 * with some bits, so the tables are walked along the hashes side by side, a range of each at a time: what has to be put together
 * at once fits into the processor's cache, and is passed on and forgotten before the next. Task thread only.
 */
abstract sealed class SliceMerge permits NumberMerge, ObjectMerge {
    private static final long ALL_HASHES = 1L << Integer.SIZE;

    private final List<KeyTable> tables;

    SliceMerge(List<KeyTable> tables) {
        this.tables = tables;
    }

    /** Of tables of one state, at least one. */
    static SliceMerge of(List<KeyTable> tables, SliceState.Merge merge) {
        return tables.get(0).segment(0) instanceof NumberSegment
                ? new NumberMerge(tables, merge)
                : new ObjectMerge(tables, merge);
    }

    /** Passes every key of any of the tables with all its values together. */
    final void forEach(SliceState.Visitor visitor) throws Exception {
        for (long from = 0; from < ALL_HASHES; ) {
            int depth = depthFrom((int) from);
            long to = from + (ALL_HASHES >>> depth);
            begin(entries(from, to));
            for (KeyTable table : tables) {
                for (long at = from; at < to; ) {
                    Segment segment = table.segment((int) at);
                    if (segment.used > 0) {
                        take(segment, (int) from, segment.depth < depth ? depth : 0);
                    }
                    at += ALL_HASHES >>> Math.max(depth, segment.depth);
                }
            }
            visitor.visitAll(merged());
            from = to;
        }
    }

    /**
     * How many bits the hashes of the next range have in common. Segments of the same keys differ in depth by one where they
     * were about to be split; the larger ones are then taken whole, since to look at them twice would cost more.
     */
    private int depthFrom(int from) {
        int least = Integer.SIZE;
        int greatest = 0;
        for (KeyTable table : tables) {
            int depth = table.segment(from).depth;
            least = Math.min(least, depth);
            greatest = Math.max(greatest, depth);
        }
        int aligned = Integer.SIZE - Integer.numberOfTrailingZeros(from);
        return Math.max(aligned, Math.max(least, greatest - 1));
    }

    private int entries(long from, long to) {
        int entries = 0;
        for (KeyTable table : tables) {
            for (long at = from; at < to; ) {
                Segment segment = table.segment((int) at);
                entries += segment.used;
                at += ALL_HASHES >>> segment.depth;
            }
        }
        return entries;
    }

    /** Forgets what was merged, and makes room for so many keys. */
    abstract void begin(int most);

    /** Takes the entries whose hashes have their first {@code depth} bits in common with {@code from}; all if that is 0. */
    abstract void take(Segment segment, int from, int depth) throws Exception;

    /** What has been taken, until more is. */
    abstract SliceState.Entries merged();
}
