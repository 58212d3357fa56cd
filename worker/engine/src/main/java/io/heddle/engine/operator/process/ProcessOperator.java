package io.heddle.engine.operator.process;

import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.OneInputOperator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.state.KeyedTimer;
import org.jspecify.annotations.Nullable;

/** A process function over one stream; with timers if the stream is keyed. */
final class ProcessOperator extends OneInputOperator implements OperatorTimers.Handler {
    private final ProcessFunction<Object, Object> function;
    private final @Nullable Keying keying;
    private final Moment moment;
    private final ProcessContext records;
    private final ProcessTimerContext timers;

    @SuppressWarnings("unchecked")
    ProcessOperator(OperatorSpec.Process<?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (ProcessFunction<Object, Object>) spec.function();
        this.keying = Keying.of(spec.key(), context);
        this.moment = new Moment(context, outputs, this);
        this.records = new ProcessContext(function, moment);
        this.timers = new ProcessTimerContext(function, moment);
    }

    @Override
    public void open() throws Exception {
        moment.open(this);
        super.open();
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (keying != null) {
            keying.select(value);
        }
        function.processElement(value, records, moment.at(timestampMs));
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        moment.advance(timestampMs);
    }

    @Override
    public void onEventTime(KeyedTimer timer) throws Exception {
        function.onTimer(timer.timeMs(), timers, moment.at(timer, TimeDomain.EVENT_TIME));
    }

    @Override
    public void onProcessingTime(KeyedTimer timer) throws Exception {
        function.onTimer(timer.timeMs(), timers, moment.at(timer, TimeDomain.PROCESSING_TIME));
    }
}
