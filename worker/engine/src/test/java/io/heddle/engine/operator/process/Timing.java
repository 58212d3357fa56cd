package io.heddle.engine.operator.process;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessFunction;

/** Asks for a timer. */
final class Timing extends ProcessFunction<String, String> {
    @Override
    public void processElement(String value, Context ctx, Collector<String> out) {
        ctx.timerService().registerEventTimeTimer(1);
    }
}
