package io.heddle.engine.worker;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import org.jspecify.annotations.Nullable;

/** Counts records, and the timers of event time, and puts both out when the last timer of all fires. */
final class CountedByKey extends KeyedProcessFunction<Long, Long, Long> {
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
        return getRuntimeContext().getState(new ValueStateDescriptor<>("records", Types.LONG));
    }

    private MapState<Long, Long> fired() {
        return getRuntimeContext().getMapState(new MapStateDescriptor<>("fired", Types.LONG, Types.LONG));
    }

    @Override
    public void processElement(Long value, Context ctx, Collector<Long> out) throws Exception {
        watched().record(ctx.getCurrentKey(), ctx.timestamp(), ctx.timerService());
        Long before = records().value();
        records().update(before == null ? 1 : before + 1);
        ctx.timerService().registerEventTimeTimer(ctx.timestamp() - 5);
        // Far in the future, and yet at the end of the key.
        ctx.timerService().registerProcessingTimeTimer(Long.MAX_VALUE - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) throws Exception {
        watched().timer(ctx.getCurrentKey(), ctx.timerService());
        if (ctx.timeDomain() == TimeDomain.EVENT_TIME) {
            fired().put(timestamp, timestamp);
            ctx.timerService().registerEventTimeTimer(timestamp + 1);
        } else {
            long timers = 0;
            for (Long each : fired().keys()) {
                timers += each == null ? 0 : 1;
            }
            Long records = records().value();
            out.collect(ctx.getCurrentKey() * 1_000_000 + (records == null ? 0 : records) * 1_000 + timers);
            ctx.timerService().registerProcessingTimeTimer(timestamp);
        }
    }
}
