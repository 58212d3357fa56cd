package io.heddle.engine.operator.process;

import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TwoInputOperator;
import java.util.List;

/** A process function over a stream and a broadcast one. */
final class BroadcastProcessOperator extends TwoInputOperator {
    private final BroadcastProcessFunction<Object, Object, Object> function;
    private final List<MapStateDescriptor<?, ?>> descriptors;
    private final Broadcasts broadcasts = new Broadcasts();
    private final Moment moment;
    private final ReadOnlyContext records;
    private final BroadcastContext broadcastRecords;

    @SuppressWarnings("unchecked")
    BroadcastProcessOperator(OperatorSpec.BroadcastProcess<?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (BroadcastProcessFunction<Object, Object, Object>) spec.function();
        this.descriptors = spec.broadcastStates();
        this.moment = new Moment(context, outputs, this);
        this.records = new ReadOnlyContext(function, moment, broadcasts);
        this.broadcastRecords = new BroadcastContext(function, moment, broadcasts);
    }

    @Override
    public void open() throws Exception {
        broadcasts.open(context(), descriptors);
        super.open();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        function.processElement(value, records, moment.at(timestampMs));
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        function.processBroadcastElement(value, broadcastRecords, moment.at(timestampMs));
    }
}
