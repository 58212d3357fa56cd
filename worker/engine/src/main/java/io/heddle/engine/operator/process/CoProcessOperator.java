package io.heddle.engine.operator.process;

import io.heddle.api.functions.CoProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TwoInputOperator;
import io.heddle.engine.state.KeyedTimer;
import org.jspecify.annotations.Nullable;

/** A process function over two streams; with timers if they are keyed. */
final class CoProcessOperator extends TwoInputOperator implements OperatorTimers.Handler {
    private final CoProcessFunction<Object, Object, Object> function;
    private final @Nullable Keying keying1;
    private final @Nullable Keying keying2;
    private final Moment moment;
    private final CoProcessContext records;
    private final CoProcessTimerContext timers;

    @SuppressWarnings("unchecked")
    CoProcessOperator(OperatorSpec.CoProcess<?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (CoProcessFunction<Object, Object, Object>) spec.function();
        this.keying1 = Keying.of(spec.key1(), context);
        this.keying2 = Keying.of(spec.key2(), context);
        this.moment = new Moment(context, outputs, this);
        this.records = new CoProcessContext(function, moment);
        this.timers = new CoProcessTimerContext(function, moment);
    }

    @Override
    public void open() throws Exception {
        moment.open(this);
        super.open();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        if (keying1 != null) {
            keying1.select(value);
        }
        function.processElement1(value, records, moment.at(timestampMs));
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        if (keying2 != null) {
            keying2.select(value);
        }
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
