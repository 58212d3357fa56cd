package io.heddle.engine.operator.process;

import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.OneInputOperator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.state.KeyedTimer;

/** A process function over a keyed stream. */
final class KeyedProcessOperator extends OneInputOperator implements OperatorTimers.Handler {
    private final KeyedProcessFunction<Object, Object, Object> function;
    private final Keying keying;
    private final Moment moment;
    private final KeyedProcessContext records;
    private final KeyedProcessTimerContext timers;

    @SuppressWarnings("unchecked")
    KeyedProcessOperator(OperatorSpec.KeyedProcess<?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (KeyedProcessFunction<Object, Object, Object>) spec.function();
        this.keying = Keying.keyed(spec.key(), context);
        this.moment = new Moment(context, outputs, this);
        this.records = new KeyedProcessContext(function, moment);
        this.timers = new KeyedProcessTimerContext(function, moment);
    }

    @Override
    public void open() throws Exception {
        moment.open(this);
        super.open();
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        keying.select(value);
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
