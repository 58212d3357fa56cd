package io.heddle.testkit.programs;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessAllWindowFunction;
import io.heddle.api.windowing.TimeWindow;

/** The sum of all amounts of a window. */
final class Busiest extends ProcessAllWindowFunction<Event, String, TimeWindow> {
    @Override
    public void process(Context context, Iterable<Event> elements, Collector<String> out) {
        long sum = 0;
        for (Event each : elements) {
            sum += each.amount;
        }
        out.collect(context.window().getEnd() + " " + sum);
    }
}
