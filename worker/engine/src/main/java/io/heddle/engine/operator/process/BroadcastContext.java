package io.heddle.engine.operator.process;

import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.MapStateDescriptor;
import org.jspecify.annotations.Nullable;

/** What a {@link BroadcastProcessFunction} sees of a broadcast record. */
final class BroadcastContext extends BroadcastProcessFunction<Object, Object, Object>.Context {
    private final Moment moment;
    private final Broadcasts broadcasts;

    BroadcastContext(BroadcastProcessFunction<Object, Object, Object> function, Moment moment, Broadcasts broadcasts) {
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
    public <A, B> BroadcastState<A, B> getBroadcastState(MapStateDescriptor<A, B> stateDescriptor) {
        return broadcasts.of(stateDescriptor);
    }
}
