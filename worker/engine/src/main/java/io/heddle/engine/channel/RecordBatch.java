package io.heddle.engine.channel;

import io.heddle.engine.operator.Input;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to another task of this process. Filled by the producer, then handed over for good.
 *
 * <p>Batches are never reused: a young array takes young records without the collector's write barriers.
 */
public final class RecordBatch implements Element {
    private static final int FIRST_CAPACITY = 16;

    private Object[] values;
    /** Null as long as no record has a timestamp. */
    private long @Nullable [] timestamps;

    private int size;

    RecordBatch(int expectedSize) {
        values = new Object[Math.max(FIRST_CAPACITY, expectedSize)];
    }

    void add(Object value, long timestampMs) {
        int at = size;
        if (at == values.length) {
            grow();
        }
        values[at] = value;
        if (timestampMs != Input.NO_TIMESTAMP || timestamps != null) {
            setTimestamp(at, timestampMs);
        }
        size = at + 1;
    }

    private void grow() {
        values = Arrays.copyOf(values, values.length * 2);
        if (timestamps != null) {
            timestamps = Arrays.copyOf(timestamps, values.length);
        }
    }

    private void setTimestamp(int at, long timestampMs) {
        long[] known = timestamps;
        if (known == null) {
            known = new long[values.length];
            Arrays.fill(known, 0, at, Input.NO_TIMESTAMP);
            timestamps = known;
        }
        known[at] = timestampMs;
    }

    public int size() {
        return size;
    }

    Object[] values() {
        return values;
    }

    long @Nullable [] timestamps() {
        return timestamps;
    }

    /** The event time of the record at that index, or {@link Input#NO_TIMESTAMP}. */
    long timestamp(int index) {
        long[] known = timestamps;
        return known == null ? Input.NO_TIMESTAMP : known[index];
    }
}
