package io.heddle.engine.state.heap;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a table whose spread hashes begin with the same {@code depth} bits: open addressing with linear probing
 * and backward-shift deletion. Where the keys and values of its slots lie is up to the kinds of segments.
 */
abstract sealed class Segment permits ValueSegment, NumberSegment {
    static final int SLOTS = 512;
    private static final int SPLIT_AT = SLOTS * 3 / 4;

    final int depth;
    final int mask;
    /** When the value of a slot was last unshared; null if that was before any view that is still held. */
    int @Nullable [] versions;

    /** Null until something changes that a checkpoint is to be told of. */
    @Nullable
    ChangedSlots changed;

    int version;
    int used;

    Segment(int depth, int version, int slots) {
        this.depth = depth;
        this.version = version;
        this.mask = slots - 1;
    }

    final boolean isFull() {
        int slots = mask + 1;
        return used >= (slots == SLOTS ? SPLIT_AT : slots / 4 * 3);
    }

    /** Where the next segment's hashes begin, given one of this one's; after the last comes the first. */
    final int after(int spread) {
        return depth == 0 ? 0 : ((spread >>> (32 - depth)) + 1) << (32 - depth);
    }

    /** The slot of a key, or -1. */
    abstract int find(Object key, int spread);

    abstract boolean isUsed(int slot);

    /** The first slot in use from that one on; beyond the last slot if there is none. */
    abstract int nextUsed(int slot);

    /** The key in a slot that is in use. */
    abstract Object keyAt(int slot);

    abstract int spreadAt(int slot);

    /**
     * The value in a slot that is in use.
     *
     * @param form of the numbers that the table keeps; null if it keeps none
     */
    abstract Object valueAt(int slot, @Nullable NumberForm form);

    /** Sets the value of a slot that is in use. */
    abstract void setValue(int slot, Object value, @Nullable NumberForm form);

    /** Folds the number of a value into that of a slot that is in use; the value as it is now. */
    abstract Object fold(int slot, Object added, LongBinaryOperator folding, NumberForm form);

    /** Puts a key that is not there yet, and its value, into a free slot. */
    abstract void occupy(int slot, Object key, int spread, Object value, @Nullable NumberForm form);

    /** Puts the entry of a slot into another one; the first is to be freed or to get another entry. */
    abstract void move(int from, int to);

    /** Puts another segment's entry into a free slot. */
    abstract void occupy(int slot, Segment other, int from);

    abstract void free(int slot);

    /** Frees all slots. */
    abstract void freeAll();

    /** Whether the key in a slot that is in use is that of another segment's slot, whose spread hash is given. */
    abstract boolean hasKeyOf(int slot, Segment other, int otherSlot, int spread);

    /** An empty segment of the same kind that keeps what this one keeps. */
    abstract Segment empty(int newDepth, int newVersion, int slots);

    /** The same entries, to be changed apart from these. */
    abstract Segment copy(int newVersion);

    /** Loads the place where a look-up of that hash begins; the result means nothing. */
    abstract int touchHome(int spread);

    /** The slot that has a key of that hash, probably the right one; or the free slot where the search for one ends. */
    abstract int likely(int spread);

    /**
     * Loads the objects of a slot; the result means nothing.
     *
     * @param viewed whether somebody holds a view, so that it is asked whose the value is
     */
    abstract int touchEntry(int slot, boolean viewed);

    /** Loads what is known of the changes of a slot; the result means nothing. */
    final int touchMarks(int slot, boolean viewed) {
        int[] unshared = viewed ? versions : null;
        ChangedSlots marks = changed;
        return (unshared == null ? 0 : unshared[slot]) + (marks == null ? 0 : marks.touch(slot));
    }

    final int insert(Object key, int spread, Object value, @Nullable NumberForm form) {
        int slot = freeFrom(spread & mask);
        occupy(slot, key, spread, value, form);
        used++;
        return slot;
    }

    private int freeFrom(int home) {
        int slot = home;
        while (isUsed(slot)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    final void removeAt(int slot) {
        int hole = slot;
        for (int next = (hole + 1) & mask; isUsed(next); next = (next + 1) & mask) {
            int home = spreadAt(next) & mask;
            boolean mayMove = hole <= next ? home <= hole || home > next : home <= hole && home > next;
            if (mayMove) {
                move(next, hole);
                if (versions != null) {
                    versions[hole] = versions[next];
                }
                if (changed != null) {
                    changed.move(next, hole);
                }
                hole = next;
            }
        }
        free(hole);
        if (changed != null) {
            changed.clear(hole);
        }
        used--;
    }

    /** Forgets all entries of a segment that nobody has frozen, and keeps its room. */
    final void clear(int newVersion) {
        if (used > 0) {
            freeAll();
            used = 0;
        }
        versions = null;
        changed = null;
        version = newVersion;
    }

    /** Whether the value may still be seen by a view that was taken before {@code now}. */
    final boolean isShared(int slot, int now) {
        int[] known = versions;
        return known == null || known[slot] < now;
    }

    /** The value is no one else's since {@code now}. */
    final void unshared(int slot, int now) {
        int[] known = versions;
        if (known == null) {
            known = new int[mask + 1];
            Arrays.fill(known, Integer.MIN_VALUE);
            versions = known;
        }
        known[slot] = now;
    }

    /** The entry in the slot has changed; false if that was known. */
    final boolean mark(int slot) {
        ChangedSlots known = changed;
        if (known == null) {
            known = new ChangedSlots(mask + 1);
            changed = known;
        }
        return known.mark(slot);
    }

    /** From now on this segment is of that version. */
    final void begin(int endedVersion, int newVersion, int confirmedVersion) {
        if (changed != null) {
            changed.begin(endedVersion, confirmedVersion);
        }
        version = newVersion;
    }

    final void distribute(Segment lower, Segment upper) {
        int bit = 1 << (31 - depth);
        for (int slot = nextUsed(0); slot <= mask; slot = nextUsed(slot + 1)) {
            ((spreadAt(slot) & bit) == 0 ? lower : upper).take(this, slot);
        }
    }

    final Segment grown(int newVersion) {
        Segment larger = empty(depth, newVersion, 2 * (mask + 1));
        for (int slot = nextUsed(0); slot <= mask; slot = nextUsed(slot + 1)) {
            larger.take(this, slot);
        }
        return larger;
    }

    private void take(Segment other, int from) {
        int slot = freeFrom(other.spreadAt(from) & mask);
        occupy(slot, other, from);
        int[] known = other.versions;
        if (known != null) {
            unshared(slot, known[from]);
        }
        ChangedSlots marks = other.changed;
        if (marks != null) {
            ChangedSlots own = changed == null ? new ChangedSlots(mask + 1) : changed;
            own.take(slot, marks, from);
            changed = own;
        }
        used++;
    }

    final <S extends Segment> S copiedInto(S copy) {
        copy.used = used;
        copy.versions = versions == null ? null : versions.clone();
        copy.changed = changed == null ? null : changed.copy();
        return copy;
    }

    /**
     * Passes all entries.
     *
     * @param form of the numbers that the table keeps; null if it keeps none
     */
    final <E extends Exception> void forEach(@Nullable NumberForm form, EntryConsumer<E> consumer) throws E {
        for (int slot = nextUsed(0); slot <= mask; slot = nextUsed(slot + 1)) {
            consumer.accept(keyAt(slot), valueAt(slot, form));
        }
    }

    /** As {@link #forEach}, of the entries that have changed in versions after the one that is given. */
    final <E extends Exception> void forEachChanged(int since, @Nullable NumberForm form, EntryConsumer<E> consumer)
            throws E {
        ChangedSlots known = changed;
        if (known == null || version <= since) {
            return;
        }
        for (int word = 0; word < known.words(); word++) {
            for (long left = known.word(word, since); left != 0; left &= left - 1) {
                int slot = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                consumer.accept(keyAt(slot), valueAt(slot, form));
            }
        }
    }
}
