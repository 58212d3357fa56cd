package io.heddle.client.local.faults;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.windowing.TimeWindow;

/** The sum that the slices of a window come to. */
final class SliceSums extends ProcessWindowFunction<Tuple3<Integer, Long, Long>, String, Integer, TimeWindow> {
    @Override
    public void process(
            Integer key, Context context, Iterable<Tuple3<Integer, Long, Long>> sums, Collector<String> out) {
        sums.forEach(sum -> out.collect("slices " + context.window().getStart() + " " + sum));
    }
}
