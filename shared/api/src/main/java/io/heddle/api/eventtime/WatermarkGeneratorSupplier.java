package io.heddle.api.eventtime;

import io.heddle.api.metrics.MetricGroup;
import java.io.Serializable;

/**
 * Makes a watermark generator on the worker, one per instance or split, so that the generator itself need not be
 * serialisable.
 */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {
    /** Makes the generator. */
    WatermarkGenerator<T> createWatermarkGenerator(Context context);

    /** What the supplier may use. */
    interface Context {
        /** The metrics of the operator. */
        MetricGroup getMetricGroup();

        /** A clock that stands still while the input is back-pressured or paused, to judge idleness by. */
        RelativeClock getInputActivityClock();

        /** Milliseconds since the epoch by the machine's clock. */
        long currentProcessingTime();
    }
}
