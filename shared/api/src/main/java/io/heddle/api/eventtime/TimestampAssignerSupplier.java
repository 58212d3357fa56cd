package io.heddle.api.eventtime;

import io.heddle.api.metrics.MetricGroup;
import java.io.Serializable;

/**
 * Makes a timestamp assigner on the worker, one per instance or split, so that the assigner itself need not be
 * serialisable.
 */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {
    /** Makes the assigner. */
    TimestampAssigner<T> createTimestampAssigner(Context context);

    /** A supplier of one assigner, which the splits of an instance share. */
    static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
        return context -> assigner;
    }

    /** What the supplier may use. */
    interface Context {
        /** The metrics of the operator. */
        MetricGroup getMetricGroup();

        /** Milliseconds since the epoch by the machine's clock. */
        long currentProcessingTime();
    }
}
