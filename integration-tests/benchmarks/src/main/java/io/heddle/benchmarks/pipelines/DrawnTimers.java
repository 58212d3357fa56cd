package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;

/** Counts records per key, and says the count some time after each. */
final class DrawnTimers extends KeyedProcessFunction<Integer, Tuple3<Integer, Long, Integer>, String> {
    private final int delayMs;

    DrawnTimers(int delayMs) {
        this.delayMs = delayMs;
    }

    private ValueState<Integer> count() {
        return getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(Tuple3<Integer, Long, Integer> value, Context ctx, Collector<String> out)
            throws Exception {
        Integer before = count().value();
        count().update(before == null ? 1 : before + 1);
        long due = (value.f1 / delayMs + 1) * delayMs;
        if (value.f2 % 11 == 0) {
            ctx.timerService().deleteEventTimeTimer(due);
        } else {
            ctx.timerService().registerEventTimeTimer(due);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
        out.collect(ctx.getCurrentKey() + " " + timestamp + " " + count().value());
    }
}
