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

    public Object value(int index) {
        return values[index];
    }

    public long timestampMs(int index) {
        return timestamps == null ? Input.NO_TIMESTAMP : timestamps[index];
    }

    /** Feeds all records to {@code input}, in order. */
    public void feed(Input input) throws Exception {
        feed(values, timestamps, size, input);
    }

    private static void feed(Object[] values, long @Nullable [] timestamps, int size, Input input) throws Exception {
        if (timestamps == null) {
            for (int i = 0; i < size; i++) {
                input.record(values[i], Input.NO_TIMESTAMP);
            }
        } else {
            for (int i = 0; i < size; i++) {
                input.record(values[i], timestamps[i]);
            }
        }
    }
}
