package io.heddle.client.local.faults;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts per hundred milliseconds, by timers of its own. */
final class Hundreds extends KeyedProcessFunction<Integer, Tuple3<Integer, Long, Long>, String> {
    private transient @Nullable MapState<Long, Long> counts;

    @Override
    public void open(OpenContext context) {
        counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", Types.LONG, Types.LONG));
    }

    @Override
    public void processElement(
            Tuple3<Integer, Long, Long> event,
            KeyedProcessFunction<Integer, Tuple3<Integer, Long, Long>, String>.Context ctx,
            Collector<String> out)
            throws Exception {
        MapState<Long, Long> all = Objects.requireNonNull(counts);
        long due = event.f1 / 100 * 100 + 99;
        Long before = all.get(due);
        all.put(due, before == null ? 1 : before + 1);
        ctx.timerService().registerEventTimeTimer(due);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
        MapState<Long, Long> all = Objects.requireNonNull(counts);
        out.collect("timer " + ctx.getCurrentKey() + "@" + timestamp + "=" + all.get(timestamp));
        all.remove(timestamp);
    }
}
