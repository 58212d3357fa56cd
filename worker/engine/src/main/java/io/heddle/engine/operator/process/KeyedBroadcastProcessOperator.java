package io.heddle.engine.operator.process;

import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TwoInputOperator;
import io.heddle.engine.state.KeyedTimer;
import java.util.List;

/** A process function over a keyed stream and a broadcast one. */
final class KeyedBroadcastProcessOperator extends TwoInputOperator implements OperatorTimers.Handler {
    private final KeyedBroadcastProcessFunction<Object, Object, Object, Object> function;
    private final List<MapStateDescriptor<?, ?>> descriptors;
    private final Broadcasts broadcasts = new Broadcasts();
    private final Keying keying;
    private final Moment moment;
    private final KeyedReadOnlyContext records;
    private final KeyedBroadcastTimerContext timers;
    private final KeyedBroadcastContext broadcastRecords;

    @SuppressWarnings("unchecked")
    KeyedBroadcastProcessOperator(
            OperatorSpec.KeyedBroadcastProcess<?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (KeyedBroadcastProcessFunction<Object, Object, Object, Object>) spec.function();
        this.descriptors = spec.broadcastStates();
        this.keying = Keying.keyed(spec.key(), context);
        this.moment = new Moment(context, outputs, this);
        this.records = new KeyedReadOnlyContext(function, moment, broadcasts);
        this.timers = new KeyedBroadcastTimerContext(function, moment, broadcasts);
        this.broadcastRecords = new KeyedBroadcastContext(
                function, moment, broadcasts, context.keyedState(spec.key().type()));
    }

    @Override
    public void open() throws Exception {
        broadcasts.open(context(), descriptors);
        moment.open(this);
        super.open();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        keying.select(value);
        function.processElement(value, records, moment.at(timestampMs));
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        function.processBroadcastElement(value, broadcastRecords, moment.at(timestampMs));
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
