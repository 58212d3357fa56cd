package io.heddle.api.windowing;

import io.heddle.api.metrics.MetricGroup;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Removes records from a window before or after it is computed. A window with an evictor keeps every record as state,
 * also with a reduce or aggregate, which is then computed at each firing.
 */
public interface Evictor<T, W extends Window> extends Serializable {
    /**
     * Called before the computation; removes with {@link Iterator#remove}. What is removed is gone from the window's
     * state.
     *
     * @param elements all records of the window, in the order in which they came
     * @param size how many they are
     */
    void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    /**
     * Called after the computation; removes with {@link Iterator#remove}. What is removed is gone from the window's
     * state.
     *
     * @param elements all records of the window, in the order in which they came
     * @param size how many they are
     */
    void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    /** What an evictor may use. */
    interface EvictorContext {
        /** Milliseconds since the epoch by the machine's clock. */
        long getCurrentProcessingTime();

        /** The metrics of the operator. */
        MetricGroup getMetricGroup();

        /** The operator's current watermark in milliseconds. */
        long getCurrentWatermark();
    }
}
