package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of objects that grows without ever moving more than one segment, and that can be frozen at the price of
 * copying a directory.
 *
 * <p>Extendible hashing (Fagin, Nievergelt, Pippenger, Strong 1979): the top bits of the spread hash select a segment of
 * fixed size through a directory; a full segment is split in two. Inside a segment: open addressing with linear probing
 * and backward-shift deletion. While a frozen view is held, a segment is copied before its first change, and a mutable
 * value is copied before it is handed out for the first time.
 *
 * <p>Owned by one thread; only {@link Frozen} may be read by another.
 */
final class KeyTable {
    private static final int SLOTS = 512;
    private static final int SPLIT_AT = SLOTS * 3 / 4;
    private static final int MAX_DEPTH = 26;

    /** Copies a mutable value; null if values cannot change. */
    private final @Nullable UnaryOperator<Object> copier;

    /** Views that have not been released yet; counted down by whoever wrote them. */
    private final AtomicInteger frozenViews = new AtomicInteger();

    private Segment[] directory;
    private int depth;
    private int version;
    private long size;

    KeyTable(@Nullable UnaryOperator<Object> copier) {
        this.copier = copier;
        this.directory = new Segment[] {new Segment(0, 0, copier != null, SLOTS)};
    }

    /** Number of entries. */
    long size() {
        return size;
    }

    @Nullable
    Object get(Object key, int hash) {
        int spread = spread(hash);
        Segment segment = directory[directoryIndex(spread)];
        int slot = segment.find(key, spread);
        if (slot < 0) {
            return null;
        }
        Object value = segment.cells[2 * slot + 1];
        return copier != null && segment.versions[slot] < version && frozenViews.get() > 0
                ? unshared(segment, spread, slot, value)
                : value;
    }

    private Object unshared(Segment segment, int spread, int slot, Object value) {
        Segment own = writable(segment, spread);
        UnaryOperator<Object> copy = copier;
        Object copied = copy == null ? value : copy.apply(value);
        own.cells[2 * slot + 1] = copied;
        own.versions[slot] = version;
        return copied;
    }

    void put(Object key, int hash, Object value) {
        int spread = spread(hash);
        Segment segment = writable(directory[directoryIndex(spread)], spread);
        int slot = segment.find(key, spread);
        if (slot >= 0) {
            segment.cells[2 * slot + 1] = value;
        } else {
            if (segment.used >= segment.splitAt()) {
                segment = afterSplit(segment, spread);
            }
            slot = segment.insert(key, spread, value);
            size++;
        }
        if (copier != null) {
            segment.versions[slot] = version;
        }
    }

    /** Sets the value of a key that is there; false if it is not. */
    boolean replace(Object key, int hash, Object value) {
        int spread = spread(hash);
        Segment segment = directory[directoryIndex(spread)];
        int slot = segment.find(key, spread);
        if (slot < 0) {
            return false;
        }
        Segment own = writable(segment, spread);
        own.cells[2 * slot + 1] = value;
        if (copier != null) {
            own.versions[slot] = version;
        }
        return true;
    }

    /** Visits all entries; the table must not change meanwhile. */
    void visit(SliceState.Visitor visitor) throws Exception {
        Segment before = null;
        for (Segment segment : directory) {
            if (segment != before) {
                segment.visit(visitor);
                before = segment;
            }
        }
    }

    /** Removes the entry; false if there was none. */
    boolean remove(Object key, int hash) {
        int spread = spread(hash);
        Segment segment = directory[directoryIndex(spread)];
        int slot = segment.find(key, spread);
        if (slot < 0) {
            return false;
        }
        writable(segment, spread).removeAt(slot);
        size--;
        return true;
    }

    void clear() {
        directory = new Segment[] {new Segment(0, version, copier != null, SLOTS)};
        depth = 0;
        size = 0;
    }

    /** A view of the table as it is now; it must be released. */
    Frozen freeze() {
        version++;
        frozenViews.incrementAndGet();
        return new Frozen(directory.clone(), size, frozenViews);
    }

    /** Entries of one segment, for clean-up that walks the table bit by bit; {@code position} counts up without bound. */
    Object[] cellsAt(long position) {
        return directory[(int) (position % directory.length)].cells;
    }

    private int directoryIndex(int spread) {
        // A shift by 32 would be a shift by 0, so the single entry of depth 0 is addressed separately.
        return depth == 0 ? 0 : spread >>> (32 - depth);
    }

    private Segment writable(Segment segment, int spread) {
        if (segment.version == version) {
            return segment;
        }
        if (frozenViews.get() == 0) {
            segment.version = version;
            return segment;
        }
        Segment copy = segment.copy(version);
        replace(spread, copy);
        return copy;
    }

    /** Puts a segment wherever the directory points to the one it stands for. */
    private void replace(int spread, Segment segment) {
        int span = 1 << (depth - segment.depth);
        int first = directoryIndex(spread) & -span;
        Arrays.fill(directory, first, first + span, segment);
    }

    private Segment afterSplit(Segment full, int spread) {
        Segment segment = full;
        while (segment.used >= segment.splitAt()) {
            if (segment.depth >= MAX_DEPTH) {
                // So many equal hashes cannot be told apart by splitting: let this one grow instead.
                segment = segment.grown(version);
                replace(spread, segment);
                return segment;
            }
            if (segment.depth == depth) {
                doubleDirectory();
            }
            Segment lower = new Segment(segment.depth + 1, version, copier != null, SLOTS);
            Segment upper = new Segment(segment.depth + 1, version, copier != null, SLOTS);
            segment.distribute(lower, upper);
            int span = 1 << (depth - lower.depth);
            int first = directoryIndex(spread) & -(2 * span);
            Arrays.fill(directory, first, first + span, lower);
            Arrays.fill(directory, first + span, first + 2 * span, upper);
            segment = directory[directoryIndex(spread)];
        }
        return segment;
    }

    private void doubleDirectory() {
        Segment[] twice = new Segment[directory.length * 2];
        for (int i = 0; i < directory.length; i++) {
            twice[2 * i] = directory[i];
            twice[2 * i + 1] = directory[i];
        }
        directory = twice;
        depth++;
    }

    /** Finalisation mix of MurmurHash3 (public domain): all bits of the hash reach the top and the bottom bits. */
    private static int spread(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** Takes entries. */
    @FunctionalInterface
    interface EntryConsumer {
        void accept(Object key, Object value);
    }

    /** The table as it was; may be read by one other thread until it is released. */
    static final class Frozen {
        private final Segment[] directory;
        private final long size;
        private final AtomicInteger views;
        private boolean released;

        private Frozen(Segment[] directory, long size, AtomicInteger views) {
            this.directory = directory;
            this.size = size;
            this.views = views;
        }

        long size() {
            return size;
        }

        void forEach(EntryConsumer consumer) {
            Segment before = null;
            for (Segment segment : directory) {
                if (segment != before) {
                    segment.forEach(consumer);
                    before = segment;
                }
            }
        }

        /** Gives the view up; a second call does nothing. */
        void release() {
            if (!released) {
                released = true;
                views.decrementAndGet();
            }
        }
    }

    /** Some entries whose spread hashes begin with the same {@code depth} bits. */
    private static final class Segment {
        private final int depth;
        private final int mask;
        /** Key and value of slot {@code i} at {@code 2 * i} and {@code 2 * i + 1}. */
        private final @Nullable Object[] cells;

        private final int[] spreads;
        /** When the value was last unshared, by slot; empty if values cannot change. */
        private final int[] versions;

        private int version;
        private int used;

        Segment(int depth, int version, boolean mutableValues, int slots) {
            this(depth, version, new @Nullable Object[2 * slots], new int[slots], new int[mutableValues ? slots : 0]);
        }

        private Segment(int depth, int version, @Nullable Object[] cells, int[] spreads, int[] versions) {
            this.depth = depth;
            this.version = version;
            this.cells = cells;
            this.spreads = spreads;
            this.versions = versions;
            this.mask = spreads.length - 1;
        }

        int splitAt() {
            return spreads.length == SLOTS ? SPLIT_AT : spreads.length / 4 * 3;
        }

        int find(Object key, int spread) {
            for (int slot = spread & mask; ; slot = (slot + 1) & mask) {
                Object candidate = cells[2 * slot];
                if (candidate == null) {
                    return -1;
                }
                if (spreads[slot] == spread && candidate.equals(key)) {
                    return slot;
                }
            }
        }

        int insert(Object key, int spread, Object value) {
            int slot = spread & mask;
            while (cells[2 * slot] != null) {
                slot = (slot + 1) & mask;
            }
            cells[2 * slot] = key;
            cells[2 * slot + 1] = value;
            spreads[slot] = spread;
            used++;
            return slot;
        }

        void removeAt(int slot) {
            int hole = slot;
            for (int next = (hole + 1) & mask; cells[2 * next] != null; next = (next + 1) & mask) {
                int home = spreads[next] & mask;
                boolean mayMove = hole <= next ? home <= hole || home > next : home <= hole && home > next;
                if (mayMove) {
                    move(next, hole);
                    hole = next;
                }
            }
            cells[2 * hole] = null;
            cells[2 * hole + 1] = null;
            used--;
        }

        private void move(int from, int to) {
            cells[2 * to] = cells[2 * from];
            cells[2 * to + 1] = cells[2 * from + 1];
            spreads[to] = spreads[from];
            if (versions.length > 0) {
                versions[to] = versions[from];
            }
        }

        void distribute(Segment lower, Segment upper) {
            int bit = 1 << (31 - depth);
            for (int slot = 0; slot <= mask; slot++) {
                Object key = cells[2 * slot];
                Object value = cells[2 * slot + 1];
                if (key != null && value != null) {
                    Segment target = (spreads[slot] & bit) == 0 ? lower : upper;
                    int at = target.insert(key, spreads[slot], value);
                    if (versions.length > 0) {
                        target.versions[at] = versions[slot];
                    }
                }
            }
        }

        Segment grown(int newVersion) {
            Segment larger = new Segment(depth, newVersion, versions.length > 0, 2 * spreads.length);
            for (int slot = 0; slot <= mask; slot++) {
                Object key = cells[2 * slot];
                Object value = cells[2 * slot + 1];
                if (key != null && value != null) {
                    int at = larger.insert(key, spreads[slot], value);
                    if (versions.length > 0) {
                        larger.versions[at] = versions[slot];
                    }
                }
            }
            return larger;
        }

        Segment copy(int newVersion) {
            Segment copy = new Segment(depth, newVersion, cells.clone(), spreads.clone(), versions.clone());
            copy.used = used;
            return copy;
        }

        void visit(SliceState.Visitor visitor) throws Exception {
            for (int slot = 0; slot <= mask; slot++) {
                Object key = cells[2 * slot];
                Object value = cells[2 * slot + 1];
                if (key != null && value != null) {
                    visitor.visit(key, value);
                }
            }
        }

        void forEach(EntryConsumer consumer) {
            for (int slot = 0; slot <= mask; slot++) {
                Object key = cells[2 * slot];
                Object value = cells[2 * slot + 1];
                if (key != null && value != null) {
                    consumer.accept(key, value);
                }
            }
        }
    }
}
