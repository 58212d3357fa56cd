package io.heddle.engine.operator.process;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;

/** Counts per key, says the count ten milliseconds after each record, in event and in processing time. */
final class Counting extends KeyedProcessFunction<String, String, String> {
    private ValueState<Long> count() {
        return getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String value, Context ctx, Collector<String> out) throws Exception {
        Long before = count().value();
        count().update(before == null ? 1 : before + 1);
        if (ctx.timestamp() != null) {
            ctx.timerService().registerEventTimeTimer(ctx.timestamp() + 10);
        } else {
            ctx.timerService().registerProcessingTimeTimer(ctx.timerService().currentProcessingTime() + 10);
        }
        ctx.output(ProcessOperatorsTest.SIDE, value);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
        out.collect(ctx.getCurrentKey() + count().value() + " " + ctx.timeDomain());
    }
}
