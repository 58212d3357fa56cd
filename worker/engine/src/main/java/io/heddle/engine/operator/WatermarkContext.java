package io.heddle.engine.operator;

import io.heddle.api.eventtime.RelativeClock;
import io.heddle.api.eventtime.TimestampAssignerSupplier;
import io.heddle.api.eventtime.WatermarkGeneratorSupplier;
import io.heddle.api.metrics.MetricGroup;

/** What a watermark strategy may use when its parts are made. */
public record WatermarkContext(OperatorContext operator)
        implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {

    @Override
    public MetricGroup getMetricGroup() {
        return operator.metrics();
    }

    @Override
    public RelativeClock getInputActivityClock() {
        return operator.task().clock()::nanoTime;
    }

    @Override
    public long currentProcessingTime() {
        return operator.processingTimeMs();
    }
}
