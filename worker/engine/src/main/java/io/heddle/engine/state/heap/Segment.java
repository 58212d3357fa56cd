package io.heddle.engine.state.heap;

import io.heddle.api.tuple.Tuple;
import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a table whose spread hashes begin with the same {@code depth} bits: open addressing with linear probing
 * and backward-shift deletion. A slot is in use if it has a value.
 */
abstract sealed class Segment permits ObjectSegment, LongSegment {
    static final int SLOTS = 512;
    private static final int SPLIT_AT = SLOTS * 3 / 4;

    final int depth;
    final int mask;
    final @Nullable Object[] values;
    /** When the value of a slot was last unshared; null if that was before any view that is still held. */
    int @Nullable [] versions;

    /** The numbers that the table keeps apart from the values; null if it keeps none. */
    long @Nullable [] numbers;

    /** Null until something changes that a checkpoint is to be told of. */
    @Nullable
    ChangedSlots changed;

    int version;
    int used;

    Segment(int depth, int version, @Nullable Object[] values) {
        this.depth = depth;
        this.version = version;
        this.values = values;
        this.mask = values.length - 1;
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

    /** The key in a slot that is in use. */
    abstract Object keyAt(int slot);

    abstract int spreadAt(int slot);

    /** Puts a key that is not there yet into a free slot, which gets its value from the caller. */
    abstract void setKey(int slot, Object key, int spread);

    abstract void moveKey(int from, int to);

    abstract void clearKey(int slot);

    /** Takes the key of another segment's slot. */
    abstract void takeKey(int slot, Segment other, int from);

    /** Whether the key in a slot that is in use is that of another segment's slot, whose spread hash is given. */
    abstract boolean hasKeyOf(int slot, Segment other, int otherSlot, int spread);

    /** An empty segment of the same kind. */
    abstract Segment sibling(int newDepth, int newVersion, int slots);

    /** The same entries, to be changed apart from these. */
    abstract Segment copy(int newVersion);

    /** An empty segment of the same kind that keeps what this one keeps. */
    final Segment empty(int newDepth, int newVersion, int slots) {
        Segment empty = sibling(newDepth, newVersion, slots);
        empty.numbers = numbers == null ? null : new long[slots];
        return empty;
    }

    /** Loads the place where a look-up of that hash begins; the result means nothing. */
    final int touchHome(int spread) {
        return spreadAt(spread & mask);
    }

    /** The slot that has a key of that hash, probably the right one; or the free slot where the search for one ends. */
    final int likely(int spread) {
        int slot = spread & mask;
        while (values[slot] != null && spreadAt(slot) != spread) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Loads the objects of a slot; the result means nothing. */
    final int touchEntry(int slot) {
        int touched = touchKey(slot);
        Object value = values[slot];
        long[] apart = numbers;
        if (apart != null) {
            touched += (int) apart[slot] + touchObject(value);
        } else if (value instanceof Tuple tuple) {
            for (int i = tuple.getArity() - 1; i >= 0; i--) {
                touched += touchObject(tuple.<@Nullable Object>getField(i));
            }
        }
        return touched;
    }

    abstract int touchKey(int slot);

    static int touchObject(@Nullable Object value) {
        return value instanceof Long ? 1 : 0;
    }

    final int insert(Object key, int spread, Object value) {
        int slot = spread & mask;
        while (values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        setKey(slot, key, spread);
        values[slot] = value;
        used++;
        return slot;
    }

    final void removeAt(int slot) {
        int hole = slot;
        for (int next = (hole + 1) & mask; values[next] != null; next = (next + 1) & mask) {
            int home = spreadAt(next) & mask;
            boolean mayMove = hole <= next ? home <= hole || home > next : home <= hole && home > next;
            if (mayMove) {
                moveKey(next, hole);
                values[hole] = values[next];
                if (numbers != null) {
                    numbers[hole] = numbers[next];
                }
                if (versions != null) {
                    versions[hole] = versions[next];
                }
                if (changed != null) {
                    changed.move(next, hole);
                }
                hole = next;
            }
        }
        clearKey(hole);
        if (changed != null) {
            changed.clear(hole);
        }
        values[hole] = null;
        used--;
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
        for (int slot = 0; slot <= mask; slot++) {
            if (values[slot] != null) {
                ((spreadAt(slot) & bit) == 0 ? lower : upper).take(this, slot);
            }
        }
    }

    final Segment grown(int newVersion) {
        Segment larger = empty(depth, newVersion, 2 * (mask + 1));
        for (int slot = 0; slot <= mask; slot++) {
            if (values[slot] != null) {
                larger.take(this, slot);
            }
        }
        return larger;
    }

    private void take(Segment other, int from) {
        int slot = other.spreadAt(from) & mask;
        while (values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        takeKey(slot, other, from);
        values[slot] = other.values[from];
        if (numbers != null && other.numbers != null) {
            numbers[slot] = other.numbers[from];
        }
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
        copy.numbers = numbers == null ? null : numbers.clone();
        copy.versions = versions == null ? null : versions.clone();
        copy.changed = changed == null ? null : changed.copy();
        return copy;
    }

    final void visit(SliceState.Visitor visitor) throws Exception {
        for (int slot = 0; slot <= mask; slot++) {
            Object value = values[slot];
            if (value != null) {
                visitor.visit(keyAt(slot), value);
            }
        }
    }

    /**
     * Passes all entries.
     *
     * @param form of the numbers that are kept apart; null if none are
     */
    final void forEach(@Nullable NumberForm form, KeyTable.EntryConsumer consumer) {
        for (int slot = 0; slot <= mask; slot++) {
            Object value = values[slot];
            if (value != null) {
                consumer.accept(keyAt(slot), whole(value, slot, form));
            }
        }
    }

    /** As {@link #forEach}, of the entries that have changed in versions after the one that is given. */
    final void forEachChanged(int since, @Nullable NumberForm form, KeyTable.EntryConsumer consumer) {
        ChangedSlots known = changed;
        if (known == null || version <= since) {
            return;
        }
        for (int word = 0; word < known.words(); word++) {
            for (long left = known.word(word, since); left != 0; left &= left - 1) {
                int slot = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                consumer.accept(keyAt(slot), whole(Objects.requireNonNull(values[slot]), slot, form));
            }
        }
    }

    /** A value with its number if that is kept apart. */
    final Object whole(Object value, int slot, @Nullable NumberForm form) {
        return form == null || numbers == null ? value : form.with(value, numbers[slot]);
    }
}
