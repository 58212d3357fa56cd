package io.heddle.engine.operator.process;

import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.functions.TimerService;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/** What a {@link KeyedBroadcastProcessFunction} sees of a timer. */
final class KeyedBroadcastTimerContext
        extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.OnTimerContext {
    private final Moment moment;
    private final Broadcasts broadcasts;

    KeyedBroadcastTimerContext(
            KeyedBroadcastProcessFunction<Object, Object, Object, Object> function,
            Moment moment,
            Broadcasts broadcasts) {
        function.super();
        this.moment = moment;
        this.broadcasts = broadcasts;
    }

    @Override
    public @Nullable Long timestamp() {
        return moment.timestamp();
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
        moment.output(outputTag, value);
    }

    @Override
    public long currentProcessingTime() {
        return moment.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return moment.currentWatermark();
    }

    @Override
    public <A, B> ReadOnlyBroadcastState<A, B> getBroadcastState(MapStateDescriptor<A, B> stateDescriptor) {
        return broadcasts.of(stateDescriptor);
    }

    @Override
    public TimeDomain timeDomain() {
        return moment.domain();
    }

    @Override
    public TimerService timerService() {
        return moment;
    }

    @Override
    public Object getCurrentKey() {
        return moment.currentKey();
    }
}
