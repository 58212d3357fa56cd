package io.heddle.engine.operator.process;

import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TwoInputOperator;
import io.heddle.engine.state.KeyedTimer;

/** A process function over two keyed streams. */
final class KeyedCoProcessOperator extends TwoInputOperator implements OperatorTimers.Handler {
    private final KeyedCoProcessFunction<Object, Object, Object, Object> function;
    private final Keying keying1;
    private final Keying keying2;
    private final Moment moment;
    private final KeyedCoProcessContext records;
    private final KeyedCoProcessTimerContext timers;

    @SuppressWarnings("unchecked")
    KeyedCoProcessOperator(OperatorSpec.KeyedCoProcess<?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (KeyedCoProcessFunction<Object, Object, Object, Object>) spec.function();
        this.keying1 = Keying.keyed(spec.key1(), context);
        this.keying2 = Keying.keyed(spec.key2(), context);
        this.moment = new Moment(context, outputs, this);
        this.records = new KeyedCoProcessContext(function, moment);
        this.timers = new KeyedCoProcessTimerContext(function, moment);
    }

    @Override
    public void open() throws Exception {
        moment.open(this);
        super.open();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        keying1.select(value);
        function.processElement1(value, records, moment.at(timestampMs));
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        keying2.select(value);
        function.processElement2(value, records, moment.at(timestampMs));
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
