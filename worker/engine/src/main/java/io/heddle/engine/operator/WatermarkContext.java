package io.heddle.engine.operator;

import io.heddle.api.eventtime.RelativeClock;
import io.heddle.api.eventtime.TimestampAssignerSupplier;
import io.heddle.api.eventtime.WatermarkGeneratorSupplier;
import io.heddle.api.metrics.MetricGroup;

/**
 * What a watermark strategy may use when its parts are made.
 *
 * @param activity the time in which records could have come, by which idleness is judged
 */
public record WatermarkContext(OperatorContext operator, RelativeClock activity)
        implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {

    /** Of an operator whose input is never held back for the sake of event time. */
    public WatermarkContext(OperatorContext operator) {
        this(operator, operator.task().clock()::nanoTime);
    }

    @Override
    public MetricGroup getMetricGroup() {
        return operator.metrics();
    }

    @Override
    public RelativeClock getInputActivityClock() {
        return activity;
    }

    @Override
    public long currentProcessingTime() {
        return operator.processingTimeMs();
    }
}
