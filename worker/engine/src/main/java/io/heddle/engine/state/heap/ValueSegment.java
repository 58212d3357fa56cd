package io.heddle.engine.state.heap;

import io.heddle.api.tuple.Tuple;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** A segment whose values are objects, each perhaps with a number that is kept apart. A slot is in use if it has a value. */
abstract sealed class ValueSegment extends Segment permits ObjectSegment, LongSegment {
    final @Nullable Object[] values;
    /** The numbers that the table keeps apart from the values; null if it keeps none. */
    final long @Nullable [] numbers;

    ValueSegment(int depth, int version, @Nullable Object[] values, long @Nullable [] numbers) {
        super(depth, version, values.length);
        this.values = values;
        this.numbers = numbers;
    }

    /** Puts a key that is not there yet into a free slot. */
    abstract void setKey(int slot, Object key, int spread);

    /** Takes the key of a slot of that segment of the same kind, which may be this one. */
    abstract void takeKey(int slot, ValueSegment other, int from);

    abstract void clearKey(int slot);

    abstract int touchKey(int slot);

    @Override
    final boolean isUsed(int slot) {
        return values[slot] != null;
    }

    @Override
    final int nextUsed(int slot) {
        int next = slot;
        while (next <= mask && values[next] == null) {
            next++;
        }
        return next;
    }

    @Override
    final Object valueAt(int slot, @Nullable NumberForm form) {
        Object value = Objects.requireNonNull(values[slot]);
        return form == null || numbers == null ? value : form.with(value, numbers[slot]);
    }

    @Override
    final void setValue(int slot, Object value, @Nullable NumberForm form) {
        Object rest = form == null ? value : form.rest(value);
        // Storing a reference costs more than looking whether it is there.
        if (values[slot] != rest) {
            values[slot] = rest;
        }
        if (form != null) {
            Objects.requireNonNull(numbers)[slot] = form.number(value);
        }
    }

    @Override
    final Object fold(int slot, Object added, LongBinaryOperator folding, NumberForm form) {
        long[] kept = Objects.requireNonNull(numbers);
        long folded = folding.applyAsLong(kept[slot], form.number(added));
        kept[slot] = folded;
        return form.with(Objects.requireNonNull(values[slot]), folded);
    }

    @Override
    final void occupy(int slot, Object key, int spread, Object value, @Nullable NumberForm form) {
        setKey(slot, key, spread);
        setValue(slot, value, form);
    }

    @Override
    final void move(int from, int to) {
        occupy(to, this, from);
    }

    @Override
    final void occupy(int slot, Segment other, int from) {
        ValueSegment same = (ValueSegment) other;
        takeKey(slot, same, from);
        values[slot] = same.values[from];
        if (numbers != null && same.numbers != null) {
            numbers[slot] = same.numbers[from];
        }
    }

    @Override
    final void free(int slot) {
        clearKey(slot);
        values[slot] = null;
    }

    @Override
    void freeAll() {
        Arrays.fill(values, null);
    }

    @Override
    final int touchHome(int spread) {
        int home = spread & mask;
        return spreadAt(home) + (values[home] == null ? 1 : 0);
    }

    @Override
    final int likely(int spread) {
        int slot = spread & mask;
        while (values[slot] != null && spreadAt(slot) != spread) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    @Override
    final int touchEntry(int slot, boolean viewed) {
        int touched = touchKey(slot) + touchMarks(slot, viewed);
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

    static int touchObject(@Nullable Object value) {
        return value instanceof Long ? 1 : 0;
    }
}
