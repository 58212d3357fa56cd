package io.heddle.testkit.programs;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the counts of a window until all are there, then puts out the greatest. */
final class TopN extends KeyedProcessFunction<Long, Tuple3<String, Long, Long>, String> {
    private final int n;
    private transient ListState<Tuple3<String, Long, Long>> counts;

    TopN(int n) {
        this.n = n;
    }

    @Override
    public void open(OpenContext context) {
        counts = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("counts", Types.TUPLE(Types.STRING, Types.LONG, Types.LONG)));
    }

    @Override
    public void processElement(Tuple3<String, Long, Long> value, Context ctx, Collector<String> out) throws Exception {
        counts.add(value);
        ctx.timerService().registerEventTimeTimer(value.f1 + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
        List<Tuple3<String, Long, Long>> all = new ArrayList<>();
        counts.get().forEach(all::add);
        counts.clear();
        all.sort(Comparator.comparing((Tuple3<String, Long, Long> each) -> -each.f2)
                .thenComparing(each -> each.f0));
        StringBuilder line = new StringBuilder().append(ctx.getCurrentKey());
        all.subList(0, Math.min(n, all.size())).forEach(each -> line.append(" " + each.f0 + "=" + each.f2));
        out.collect(line.toString());
    }
}
