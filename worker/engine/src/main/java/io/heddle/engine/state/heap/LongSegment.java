package io.heddle.engine.state.heap;

import org.jspecify.annotations.Nullable;

/** Keys that are integers of 32 or 64 bits: no object, no hash beside them, and one comparison. */
final class LongSegment extends ValueSegment {
    private final boolean wide;
    private final long[] keys;

    /**
     * An empty segment.
     *
     * @param wide whether keys are {@link Long}, not {@link Integer}
     * @param numbered whether values have numbers that are kept apart
     */
    LongSegment(int depth, int version, int slots, boolean wide, boolean numbered) {
        this(depth, version, wide, new long[slots], new @Nullable Object[slots], numbered ? new long[slots] : null);
    }

    private LongSegment(
            int depth, int version, boolean wide, long[] keys, @Nullable Object[] values, long @Nullable [] numbers) {
        super(depth, version, values, numbers);
        this.wide = wide;
        this.keys = keys;
    }

    /** The number that a key is. */
    static long number(Object key, boolean wide) {
        return wide ? (Long) key : (Integer) key;
    }

    /** The key that is that number. */
    static Object key(long number, boolean wide) {
        if (wide) {
            return number;
        }
        return (int) number;
    }

    /** The spread hash of a key. */
    static int spread(long number, boolean wide) {
        return KeyTable.spread(wide ? Long.hashCode(number) : (int) number);
    }

    @Override
    int find(Object key, int spread) {
        long number = number(key, wide);
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
        return key(keys[slot], wide);
    }

    @Override
    int spreadAt(int slot) {
        return spread(keys[slot], wide);
    }

    @Override
    void setKey(int slot, Object key, int spread) {
        keys[slot] = number(key, wide);
    }

    @Override
    void takeKey(int slot, ValueSegment other, int from) {
        keys[slot] = ((LongSegment) other).keys[from];
    }

    @Override
    void clearKey(int slot) {}

    @Override
    boolean hasKeyOf(int slot, Segment other, int otherSlot, int spread) {
        return keys[slot] == ((LongSegment) other).keys[otherSlot];
    }

    @Override
    Segment empty(int newDepth, int newVersion, int slots) {
        return new LongSegment(newDepth, newVersion, slots, wide, numbers != null);
    }

    @Override
    Segment copy(int newVersion) {
        return copiedInto(new LongSegment(
                depth, newVersion, wide, keys.clone(), values.clone(), numbers == null ? null : numbers.clone()));
    }
}
