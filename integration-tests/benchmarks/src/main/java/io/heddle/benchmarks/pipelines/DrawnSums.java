package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;

/** Adds both streams up per key, and says the sum at the end. */
final class DrawnSums
        extends KeyedCoProcessFunction<
                Integer, Tuple3<Integer, Long, Integer>, Tuple3<Integer, Long, Integer>, String> {
    private final int spanMs;

    DrawnSums(int spanMs) {
        this.spanMs = spanMs;
    }

    private ValueState<Long> sum() {
        return getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    private void add(Tuple3<Integer, Long, Integer> value, int factor) throws Exception {
        ValueState<Long> sum = sum();
        Long before = sum.value();
        sum.update((before == null ? 0 : before) + (long) factor * value.f2);
    }

    @Override
    public void processElement1(Tuple3<Integer, Long, Integer> value, Context ctx, Collector<String> out)
            throws Exception {
        add(value, 1);
        ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1 - value.f0 % spanMs);
    }

    @Override
    public void processElement2(Tuple3<Integer, Long, Integer> value, Context ctx, Collector<String> out)
            throws Exception {
        add(value, 1000);
        ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1 - value.f0 % spanMs);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
        out.collect(ctx.getCurrentKey() + " " + sum().value());
    }
}
