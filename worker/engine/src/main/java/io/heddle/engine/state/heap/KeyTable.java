package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of objects that grows without ever moving more than one segment, and that can be frozen at the price of
 * copying a directory.
 *
 * <p>Extendible hashing (Fagin, Nievergelt, Pippenger, Strong 1979): the top bits of the spread hash select a {@link
 * Segment} of fixed size through a directory; a full segment is split in two. While a frozen view is held, a segment is
 * copied before its first change, and a mutable value is copied before it is handed out for the first time.
 *
 * <p>Owned by one thread; only {@link Frozen} may be read by another.
 */
final class KeyTable {
    private static final int MAX_DEPTH = 26;
    /** A table of fewer segments stays in the processor's caches, and looking ahead costs more than it gains. */
    private static final int TOUCH_FROM = 128;
    /** Entries for each place of the directory, several of which may share a segment, that make a table's room worth keeping. */
    private static final int LEAST_USED = Segment.SLOTS / 16;

    private final KeyForm keys;
    /** Copies a mutable value; null if values cannot change. */
    private final @Nullable UnaryOperator<Object> copier;
    /** What is kept apart from the values, which then cannot change; null if nothing is. */
    private final @Nullable NumberForm numbers;

    /** Views that have not been released yet; counted down by whoever wrote them. */
    private final AtomicInteger frozenViews = new AtomicInteger();

    /** Null if nobody asks what has changed. */
    private @Nullable TableChanges changes;

    private Segment[] directory;
    private int depth;
    private int version;
    private long size;
    /** Of the hashes that are being touched. */
    private int[] slots = new int[0];

    /**
     * Where the last look-up ended, which is where the update that follows it belongs; null when that may have moved, and
     * always if keys can change, since one key is then known again by its content only.
     */
    private @Nullable Object foundKey;

    private Segment found;
    private int foundSlot;

    KeyTable(KeyForm keys, @Nullable UnaryOperator<Object> copier) {
        this(keys, copier, null);
    }

    private KeyTable(KeyForm keys, @Nullable UnaryOperator<Object> copier, @Nullable NumberForm numbers) {
        this.keys = keys;
        this.copier = copier;
        this.numbers = numbers;
        this.found = first();
        this.directory = new Segment[] {found};
    }

    /** A table that keeps a number apart from each value; the values it is given are its own. */
    static KeyTable ofNumbers(KeyForm keys, NumberForm numbers) {
        return new KeyTable(keys, null, numbers);
    }

    private Segment first() {
        if (keys == KeyForm.OBJECT) {
            return new ObjectSegment(0, version, Segment.SLOTS, numbers != null);
        }
        return numbers instanceof WholeNumber
                ? new NumberSegment(0, version, Segment.SLOTS, keys == KeyForm.LONG)
                : new LongSegment(0, version, Segment.SLOTS, keys == KeyForm.LONG, numbers != null);
    }

    /** Number of entries. */
    long size() {
        return size;
    }

    /** What is kept of values that are numbers, or apart from them; null if nothing is. */
    @Nullable
    NumberForm numbers() {
        return numbers;
    }

    /** From now on the table knows what has changed since it was stored; as long as it is not, all has. */
    TableChanges track() {
        TableChanges known = changes;
        if (known == null) {
            known = new TableChanges();
            changes = known;
        }
        return known;
    }

    boolean isTracked() {
        return changes != null;
    }

    private void changed(Segment segment, int slot) {
        TableChanges known = changes;
        if (known != null && segment.mark(slot)) {
            known.count();
        }
    }

    @Nullable
    Object get(Object key, int hash) {
        int spread = spread(hash);
        Segment segment = segment(spread);
        int slot = segment.find(key, spread);
        if (slot < 0) {
            return null;
        }
        if (keys != KeyForm.OBJECT) {
            foundKey = key;
            found = segment;
            foundSlot = slot;
        }
        Object value = segment.valueAt(slot, numbers);
        if (copier == null) {
            return value;
        }
        if (frozenViews.get() > 0 && segment.isShared(slot, version)) {
            return unshared(segment, spread, slot, copier, value);
        }
        if (changes != null) {
            // Whoever gets it may change it.
            changed(writable(segment, spread), slot);
        }
        return value;
    }

    private Object unshared(Segment segment, int spread, int slot, UnaryOperator<Object> copy, Object value) {
        Segment own = writable(segment, spread);
        Object copied = copy.apply(value);
        own.setValue(slot, copied, numbers);
        own.unshared(slot, version);
        changed(own, slot);
        return copied;
    }

    /**
     * Folds a value's number into the one that is kept for a key.
     *
     * @param folding what becomes of the number that is kept and the one that is added
     * @return the key's value with the number as it is now; null if the key is not there, and then nothing has changed
     */
    @Nullable
    Object fold(Object key, int hash, Object added, LongBinaryOperator folding) {
        NumberForm form = Objects.requireNonNull(numbers, "this table keeps no numbers");
        int spread = spread(hash);
        Segment segment = segment(spread);
        int slot = segment.find(key, spread);
        if (slot < 0) {
            return null;
        }
        Segment own = writable(segment, spread);
        Object folded = own.fold(slot, added, folding, form);
        changed(own, slot);
        return folded;
    }

    /** Replaces a key's value by what the fold makes of it, where keys and values are numbers: one look-up for both. */
    void foldNumber(Object key, int hash, Object added, SliceState.Fold fold) throws Exception {
        int spread = spread(hash);
        NumberSegment segment = (NumberSegment) segment(spread);
        int slot = segment.find(key, spread);
        if (slot < 0) {
            Object first = fold.fold(null, added);
            if (first != null) {
                insert(key, spread, first);
            }
            return;
        }
        NumberSegment own = (NumberSegment) writable(segment, spread);
        if (own.foldNumber(slot, added, fold, (WholeNumber) Objects.requireNonNull(numbers))) {
            changed(own, slot);
        } else {
            removeAt(own, slot);
        }
    }

    void put(Object key, int hash, Object value) {
        if (replace(key, hash, value)) {
            return;
        }
        insert(key, spread(hash), value);
    }

    private void insert(Object key, int spread, Object value) {
        Segment segment = writable(segment(spread), spread);
        if (segment.isFull()) {
            segment = afterSplit(segment, spread);
        }
        foundKey = null;
        int slot = segment.insert(key, spread, value, numbers);
        size++;
        changed(segment, slot);
        stamp(segment, slot);
    }

    /** Sets the value of a key that is there; false if it is not. */
    boolean replace(Object key, int hash, Object value) {
        int spread = spread(hash);
        boolean isFound = key == foundKey;
        Segment segment = isFound ? found : segment(spread);
        int slot = isFound ? foundSlot : segment.find(key, spread);
        if (slot < 0) {
            return false;
        }
        Segment own = writable(segment, spread);
        own.setValue(slot, value, numbers);
        changed(own, slot);
        stamp(own, slot);
        return true;
    }

    /** Without a view there is nobody to share with, and the next one is newer than all stamps. */
    private void stamp(Segment segment, int slot) {
        if (copier != null && frozenViews.get() > 0) {
            segment.unshared(slot, version);
        }
    }

    /** Visits all entries; the table must not change meanwhile. */
    void visit(SliceState.Visitor visitor) throws Exception {
        SegmentEntries entries = new SegmentEntries(numbers, found);
        Segment before = null;
        for (Segment segment : directory) {
            if (segment != before) {
                visitor.visitAll(entries.of(segment));
                before = segment;
            }
        }
    }

    /** Removes the entry; false if there was none. */
    boolean remove(Object key, int hash) {
        int spread = spread(hash);
        Segment segment = segment(spread);
        int slot = segment.find(key, spread);
        if (slot < 0) {
            return false;
        }
        removeAt(segment, slot);
        return true;
    }

    /** Removes all entries of a table that nobody has frozen. */
    void clear() {
        if (size > 0) {
            found = first();
            foundKey = null;
            directory = new Segment[] {found};
            depth = 0;
            size = 0;
        }
    }

    /**
     * Removes all entries and keeps their room, for as many others.
     *
     * @return whether it did: not if most of the room was free anyway, nor as long as somebody reads what was there
     */
    boolean empty() {
        if (frozenViews.get() > 0 || changes != null || size < (long) directory.length * LEAST_USED) {
            return false;
        }
        for (Segment segment : directory) {
            segment.clear(version);
        }
        foundKey = null;
        size = 0;
        return true;
    }

    /** Removes the entry in a slot that is in use. */
    void removeAt(Segment segment, int slot) {
        foundKey = null;
        Segment own = writable(segment, segment.spreadAt(slot));
        if (changes != null) {
            changes.removed(own.keyAt(slot), version, size);
        }
        own.removeAt(slot);
        size--;
    }

    /** Replaces the value in a slot that is in use by a part of it, which a view has that has the whole. */
    void setAt(Segment segment, int slot, Object value) {
        Segment own = writable(segment, segment.spreadAt(slot));
        own.setValue(slot, value, numbers);
        changed(own, slot);
    }

    /**
     * Loads what look-ups of those hashes will need, so that their cache misses overlap.
     *
     * @return a number that means nothing, so that the loads are not compiled away
     */
    int touch(int[] hashes, int count) {
        if (directory.length < TOUCH_FROM) {
            return 0;
        }
        if (slots.length < count) {
            slots = new int[count];
        }
        // One step of all look-ups after the other: within a step no load waits for another one's.
        int touched = 0;
        for (int i = 0; i < count; i++) {
            int spread = spread(hashes[i]);
            touched += segment(spread).touchHome(spread);
        }
        if (directory[0] instanceof NumberSegment) {
            return touched;
        }
        for (int i = 0; i < count; i++) {
            int spread = spread(hashes[i]);
            slots[i] = segment(spread).likely(spread);
        }
        boolean viewed = frozenViews.get() > 0;
        for (int i = 0; i < count; i++) {
            touched += segment(spread(hashes[i])).touchEntry(slots[i], viewed);
        }
        return touched;
    }

    /** The segment of the keys of that spread hash. */
    Segment segment(int spread) {
        return directory[directoryIndex(spread)];
    }

    /** A view of the table as it is now; it must be released. */
    Frozen freeze() {
        TableChanges.View told = changes == null ? null : changes.end(version);
        version++;
        frozenViews.incrementAndGet();
        return new Frozen(directory.clone(), size, numbers, told, frozenViews);
    }

    /** Whether a view is held. */
    boolean isFrozen() {
        return frozenViews.get() > 0;
    }

    private int directoryIndex(int spread) {
        // A shift by 32 would be a shift by 0, so the single entry of depth 0 is addressed separately.
        return depth == 0 ? 0 : spread >>> (32 - depth);
    }

    private Segment writable(Segment segment, int spread) {
        if (segment.version == version) {
            return segment;
        }
        int confirmed = changes == null ? 0 : changes.confirmed();
        if (frozenViews.get() == 0) {
            segment.begin(segment.version, version, confirmed);
            return segment;
        }
        foundKey = null;
        Segment copy = segment.copy(version);
        copy.begin(segment.version, version, confirmed);
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
        while (segment.isFull()) {
            if (segment.depth >= MAX_DEPTH) {
                // So many equal hashes cannot be told apart by splitting: let this one grow instead.
                segment = segment.grown(version);
                replace(spread, segment);
                return segment;
            }
            if (segment.depth == depth) {
                doubleDirectory();
            }
            Segment lower = segment.empty(segment.depth + 1, version, Segment.SLOTS);
            Segment upper = segment.empty(segment.depth + 1, version, Segment.SLOTS);
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
    static int spread(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** The table as it was; may be read by one other thread until it is released. */
    static final class Frozen {
        private final Segment[] directory;
        private final long size;
        private final @Nullable NumberForm numbers;
        private final TableChanges.@Nullable View changes;
        private final AtomicInteger views;
        private boolean released;

        private Frozen(
                Segment[] directory,
                long size,
                @Nullable NumberForm numbers,
                TableChanges.@Nullable View changes,
                AtomicInteger views) {
            this.directory = directory;
            this.size = size;
            this.numbers = numbers;
            this.changes = changes;
            this.views = views;
        }

        long size() {
            return size;
        }

        /** What had changed; only of a table that is tracked. */
        TableChanges.View changes() {
            return Objects.requireNonNull(changes, "nobody has asked this table to know what changes");
        }

        boolean contains(Object key, int hash) {
            int spread = spread(hash);
            int depth = Integer.numberOfTrailingZeros(directory.length);
            Segment segment = directory[depth == 0 ? 0 : spread >>> (Integer.SIZE - depth)];
            return segment.find(key, spread) >= 0;
        }

        /** Passes the entries that had changed, and others of which none with a hash in that range is left out. */
        <E extends Exception> void forEachChanged(HashRange besides, EntryConsumer<E> consumer) throws E {
            int since = changes().since();
            long step = HashRange.ALL / directory.length;
            Segment before = null;
            for (int i = 0; i < directory.length; i++) {
                Segment segment = directory[i];
                if (segment == before) {
                    continue;
                }
                before = segment;
                if (besides.meets(i * step, HashRange.ALL >>> segment.depth)) {
                    segment.forEach(numbers, consumer);
                } else {
                    segment.forEachChanged(since, numbers, consumer);
                }
            }
        }

        <E extends Exception> void forEach(EntryConsumer<E> consumer) throws E {
            Segment before = null;
            for (Segment segment : directory) {
                if (segment != before) {
                    segment.forEach(numbers, consumer);
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
}
