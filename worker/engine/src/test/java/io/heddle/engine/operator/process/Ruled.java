package io.heddle.engine.operator.process;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.state.ValueState;

/** Looks rules up by key, and counts records per key. */
final class Ruled extends KeyedBroadcastProcessFunction<String, String, String, String> {
    @Override
    public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
        ValueState<Long> state = getRuntimeContext().getState(ProcessOperatorsTest.SEEN);
        Long before = state.value();
        state.update(before == null ? 1 : before + 1);
        out.collect(
                value + "=" + ctx.getBroadcastState(ProcessOperatorsTest.RULES).get(ctx.getCurrentKey()));
    }

    @Override
    public void processBroadcastElement(String value, Context ctx, Collector<String> out) throws Exception {
        ctx.getBroadcastState(ProcessOperatorsTest.RULES).put(value.substring(0, 1), value);
        ctx.applyToKeyedState(ProcessOperatorsTest.SEEN, (key, state) -> out.collect(key + ":" + state.value()));
    }
}
