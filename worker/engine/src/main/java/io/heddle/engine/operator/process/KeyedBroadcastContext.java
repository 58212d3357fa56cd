package io.heddle.engine.operator.process;

import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.KeyedStateFunction;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.engine.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/** What a {@link KeyedBroadcastProcessFunction} sees of a broadcast record. */
final class KeyedBroadcastContext extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.Context {
    private final Moment moment;
    private final Broadcasts broadcasts;
    private final KeyedStateBackend keyed;

    KeyedBroadcastContext(
            KeyedBroadcastProcessFunction<Object, Object, Object, Object> function,
            Moment moment,
            Broadcasts broadcasts,
            KeyedStateBackend keyed) {
        function.super();
        this.moment = moment;
        this.broadcasts = broadcasts;
        this.keyed = keyed;
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

    @Override
    public <V, S extends State> void applyToKeyedState(
            StateDescriptor<S, V> stateDescriptor, KeyedStateFunction<Object, S> function) throws Exception {
        S state = keyed.state(stateDescriptor);
        for (Object key : keyed.keysOf(stateDescriptor)) {
            keyed.setCurrentKey(key);
            function.process(key, state);
        }
    }
}
