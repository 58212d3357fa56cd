package io.heddle.engine.operator;

import io.heddle.api.eventtime.TimestampAssigner;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.plan.OperatorSpec;
import org.jspecify.annotations.Nullable;

/** Gives records timestamps and makes watermarks; those that come in count no more, except the last. */
final class TimestampsOperator extends Operator implements Input, WatermarkOutput, ProcessingTimers.Callback {
    private final WatermarkStrategy<Object> strategy;
    private final Input next;
    private final @Nullable TimeSanity sanity;
    private final long intervalMs;
    private final boolean batch;
    private @Nullable TimestampAssigner<Object> assigner;
    private @Nullable WatermarkGenerator<Object> generator;
    private long emittedMs = Long.MIN_VALUE;
    private boolean idle;

    @SuppressWarnings("unchecked")
    TimestampsOperator(OperatorSpec.TimestampsAndWatermarks<?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs);
        this.strategy = (WatermarkStrategy<Object>) spec.strategy();
        this.next = outputs.main();
        this.sanity = TimeSanity.of(context, outputs);
        this.batch = context.batch();
        this.intervalMs = context.task().job().config().getAutoWatermarkInterval();
    }

    @Override
    public Input input(int ordinal) {
        return this;
    }

    @Override
    public void open() {
        WatermarkContext watermarks = new WatermarkContext(context());
        assigner = strategy.createTimestampAssigner(watermarks);
        generator = strategy.createWatermarkGenerator(watermarks);
        if (intervalMs > 0) {
            context().task().timers().at(context().processingTimeMs() + intervalMs, this);
        }
    }

    /** Asks for a watermark; not by a lambda, of which the JVM allows none to copies of classes. */
    @Override
    public void onTime(long timeMs) {
        if (generator != null && !context().hasEnded()) {
            generator.onPeriodicEmit(this);
            context().task().timers().at(context().processingTimeMs() + intervalMs, this);
        }
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (assigner == null || generator == null) {
            throw new IllegalStateException("The operator is not open.");
        }
        long assigned = assigner.extractTimestamp(value, timestampMs);
        if (sanity != null) {
            assigned = sanity.check(value, assigned);
            if (assigned == TimeSanity.REJECTED) {
                return;
            }
        }
        if (assigned <= emittedMs) {
            context().task().observations().late().behind(context().name(), assigned, emittedMs);
        }
        next.record(value, assigned);
        generator.onEvent(value, assigned, this);
    }

    @Override
    public void watermark(long timestampMs) throws Exception {
        if (timestampMs == Long.MAX_VALUE && emittedMs < timestampMs) {
            emittedMs = timestampMs;
            outputs().watermark(timestampMs);
        }
    }

    @Override
    public void idle(boolean upstreamIdle) {}

    @Override
    public void finish() {
        if (generator != null) {
            generator.onPeriodicEmit(this);
        }
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        if (watermark.getTimestamp() > emittedMs && !batch) {
            markActive();
            emittedMs = watermark.getTimestamp();
            try {
                outputs().watermark(emittedMs);
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
        }
    }

    @Override
    public void markIdle() {
        changeIdle(true);
    }

    @Override
    public void markActive() {
        changeIdle(false);
    }

    private void changeIdle(boolean nowIdle) {
        if (idle != nowIdle) {
            idle = nowIdle;
            try {
                outputs().idle(nowIdle);
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
        }
    }

    @Override
    public void close() {
        generator = null;
        context().closeState();
    }
}
