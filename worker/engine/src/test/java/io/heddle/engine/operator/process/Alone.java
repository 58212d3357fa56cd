package io.heddle.engine.operator.process;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedCoProcessFunction;

/** Names keys of the first stream that the second did not name. */
final class Alone extends KeyedCoProcessFunction<String, String, String, String> {
    @Override
    public void processElement1(String value, Context ctx, Collector<String> out) {
        ctx.timerService().registerEventTimeTimer(50);
    }

    @Override
    public void processElement2(String value, Context ctx, Collector<String> out) {
        ctx.timerService().deleteEventTimeTimer(50);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
        out.collect(ctx.getCurrentKey() + " alone");
    }
}
