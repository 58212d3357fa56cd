package io.heddle.engine.worker;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.Types;

/** Puts each record out with the number of rules that were there before it. */
final class AfterAllRules extends KeyedBroadcastProcessFunction<Long, Long, Long, Long> {
    static final MapStateDescriptor<Long, Long> RULES = new MapStateDescriptor<>("rules", Types.LONG, Types.LONG);
    static final long MOST_RULES = 1_000_000;

    private long rules;

    @Override
    public void processElement(Long value, ReadOnlyContext ctx, Collector<Long> out) {
        out.collect(value * MOST_RULES + rules);
    }

    @Override
    public void processBroadcastElement(Long value, Context ctx, Collector<Long> out) throws Exception {
        ctx.getBroadcastState(RULES).put(value, value);
        rules++;
    }
}
