package io.heddle.client.local.faults;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.windowing.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/** All numbers of a window. */
final class All extends ProcessWindowFunction<Tuple3<Integer, Long, Long>, String, Integer, TimeWindow> {
    @Override
    public void process(
            Integer key,
            ProcessWindowFunction<Tuple3<Integer, Long, Long>, String, Integer, TimeWindow>.Context context,
            Iterable<Tuple3<Integer, Long, Long>> events,
            Collector<String> out) {
        List<Long> numbers = new ArrayList<>();
        events.forEach(event -> numbers.add(event.f2));
        numbers.sort(null);
        out.collect("all " + key + "@" + context.window().getStart() + numbers);
    }
}
