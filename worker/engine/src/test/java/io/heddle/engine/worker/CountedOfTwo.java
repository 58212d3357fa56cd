package io.heddle.engine.worker;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import org.jspecify.annotations.Nullable;

/** The same of two streams, of which the second brings each record once more. */
final class CountedOfTwo extends KeyedCoProcessFunction<Long, Long, Long, Long> {
    private transient @Nullable Watched watched;

    private Watched watched() {
        Watched known = watched;
        if (known == null) {
            known = new Watched();
            watched = known;
        }
        return known;
    }

    private ValueState<Long> records() {
        return getRuntimeContext().getState(new ValueStateDescriptor<>("both", Types.LONG));
    }

    private void count(Context ctx, long weight) throws Exception {
        watched().record(ctx.getCurrentKey(), ctx.timestamp(), ctx.timerService());
        Long before = records().value();
        records().update((before == null ? 0 : before) + weight);
        ctx.timerService().registerEventTimeTimer(0);
    }

    @Override
    public void processElement1(Long value, Context ctx, Collector<Long> out) throws Exception {
        count(ctx, 1);
    }

    @Override
    public void processElement2(Long value, Context ctx, Collector<Long> out) throws Exception {
        count(ctx, 1_000);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) throws Exception {
        watched().timer(ctx.getCurrentKey(), ctx.timerService());
        Long records = records().value();
        out.collect(ctx.getCurrentKey() * 1_000_000 + (records == null ? 0 : records));
    }
}
