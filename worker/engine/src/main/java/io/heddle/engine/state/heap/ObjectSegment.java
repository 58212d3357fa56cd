package io.heddle.engine.state.heap;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys of any kind, with their spread hashes beside them. */
final class ObjectSegment extends ValueSegment {
    private final @Nullable Object[] keys;
    private final int[] spreads;

    /**
     * An empty segment.
     *
     * @param numbered whether values have numbers that are kept apart
     */
    ObjectSegment(int depth, int version, int slots, boolean numbered) {
        this(
                depth,
                version,
                new @Nullable Object[slots],
                new @Nullable Object[slots],
                new int[slots],
                numbered ? new long[slots] : null);
    }

    private ObjectSegment(
            int depth,
            int version,
            @Nullable Object[] keys,
            @Nullable Object[] values,
            int[] spreads,
            long @Nullable [] numbers) {
        super(depth, version, values, numbers);
        this.keys = keys;
        this.spreads = spreads;
    }

    @Override
    int find(Object key, int spread) {
        for (int slot = spread & mask; ; slot = (slot + 1) & mask) {
            Object candidate = keys[slot];
            if (candidate == null) {
                return -1;
            }
            if (spreads[slot] == spread && candidate.equals(key)) {
                return slot;
            }
        }
    }

    @Override
    int touchKey(int slot) {
        Object key = keys[slot];
        return spreads[slot] + (key instanceof String text ? text.length() : touchObject(key));
    }

    @Override
    Object keyAt(int slot) {
        return Objects.requireNonNull(keys[slot]);
    }

    @Override
    int spreadAt(int slot) {
        return spreads[slot];
    }

    @Override
    void setKey(int slot, Object key, int spread) {
        keys[slot] = key;
        spreads[slot] = spread;
    }

    @Override
    void clearKey(int slot) {
        keys[slot] = null;
    }

    @Override
    void freeAll() {
        super.freeAll();
        Arrays.fill(keys, null);
    }

    @Override
    void takeKey(int slot, ValueSegment other, int from) {
        ObjectSegment same = (ObjectSegment) other;
        keys[slot] = same.keys[from];
        spreads[slot] = same.spreads[from];
    }

    @Override
    boolean hasKeyOf(int slot, Segment other, int otherSlot, int spread) {
        return spreads[slot] == spread
                && Objects.requireNonNull(keys[slot]).equals(((ObjectSegment) other).keys[otherSlot]);
    }

    @Override
    Segment empty(int newDepth, int newVersion, int slots) {
        return new ObjectSegment(newDepth, newVersion, slots, numbers != null);
    }

    @Override
    Segment copy(int newVersion) {
        return copiedInto(new ObjectSegment(
                depth,
                newVersion,
                keys.clone(),
                values.clone(),
                spreads.clone(),
                numbers == null ? null : numbers.clone()));
    }
}
