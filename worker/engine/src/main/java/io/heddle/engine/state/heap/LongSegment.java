package io.heddle.engine.state.heap;

import org.jspecify.annotations.Nullable;

/** Keys that are integers of 32 or 64 bits: no object, no hash beside them, and one comparison. */
final class LongSegment extends Segment {
    private final boolean wide;
    private final long[] keys;

    /**
     * An empty segment.
     *
     * @param wide whether keys are {@link Long}, not {@link Integer}
     */
    LongSegment(int depth, int version, boolean wide, int slots) {
        this(depth, version, wide, new long[slots], new @Nullable Object[slots]);
    }

    private LongSegment(int depth, int version, boolean wide, long[] keys, @Nullable Object[] values) {
        super(depth, version, values);
        this.wide = wide;
        this.keys = keys;
    }

    private long number(Object key) {
        return wide ? (Long) key : (Integer) key;
    }

    @Override
    int find(Object key, int spread) {
        long number = number(key);
        for (int slot = spread & mask; ; slot = (slot + 1) & mask) {
            if (keys[slot] == number && values[slot] != null) {
                return slot;
            }
            if (values[slot] == null) {
                return -1;
            }
        }
    }

    @Override
    int touchKey(int slot) {
        return (int) keys[slot];
    }

    @Override
    Object keyAt(int slot) {
        if (wide) {
            return keys[slot];
        }
        return (int) keys[slot];
    }

    @Override
    int spreadAt(int slot) {
        return KeyTable.spread(wide ? Long.hashCode(keys[slot]) : (int) keys[slot]);
    }

    @Override
    void setKey(int slot, Object key, int spread) {
        keys[slot] = number(key);
    }

    @Override
    void moveKey(int from, int to) {
        keys[to] = keys[from];
    }

    @Override
    void clearKey(int slot) {}

    @Override
    void takeKey(int slot, Segment other, int from) {
        keys[slot] = ((LongSegment) other).keys[from];
    }

    @Override
    boolean hasKeyOf(int slot, Segment other, int otherSlot, int spread) {
        return keys[slot] == ((LongSegment) other).keys[otherSlot];
    }

    @Override
    Segment sibling(int newDepth, int newVersion, int slots) {
        return new LongSegment(newDepth, newVersion, wide, slots);
    }

    @Override
    Segment copy(int newVersion) {
        return copiedInto(new LongSegment(depth, newVersion, wide, keys.clone(), values.clone()));
    }
}
