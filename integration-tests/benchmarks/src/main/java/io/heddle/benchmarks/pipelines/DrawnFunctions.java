package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.windowing.GlobalWindow;
import io.heddle.api.windowing.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/** Functions of drawn pipelines. */
final class DrawnFunctions {
    private DrawnFunctions() {}

    static final class Text<T> implements MapFunction<T, String> {
        @Override
        public String map(T value) {
            return String.valueOf(value);
        }
    }

    /** Key and sum: which record the third field comes from is open where records come out of order. */
    static final class Sum implements MapFunction<Tuple3<Integer, Long, Integer>, String> {
        @Override
        public String map(Tuple3<Integer, Long, Integer> value) {
            return value.f0 + " " + value.f2;
        }
    }

    private static String sorted(Iterable<Tuple3<Integer, Long, Integer>> elements) {
        List<String> all = new ArrayList<>();
        elements.forEach(each -> all.add(each.f1 + "=" + each.f2));
        all.sort(null);
        return all.toString();
    }

    /** All records of a window, and the window. */
    static final class Listed
            extends ProcessWindowFunction<Tuple3<Integer, Long, Integer>, String, Integer, TimeWindow> {
        @Override
        public void process(
                Integer key,
                Context context,
                Iterable<Tuple3<Integer, Long, Integer>> elements,
                Collector<String> out) {
            out.collect(key + " " + context.window().getStart() + "-"
                    + context.window().getEnd() + " " + sorted(elements));
        }
    }

    /** All records of a count window. */
    static final class ListedGlobally
            extends ProcessWindowFunction<Tuple3<Integer, Long, Integer>, String, Integer, GlobalWindow> {
        @Override
        public void process(
                Integer key,
                Context context,
                Iterable<Tuple3<Integer, Long, Integer>> elements,
                Collector<String> out) {
            out.collect(key + " " + sorted(elements));
        }
    }

    /** An aggregate with its window. */
    static final class WithWindow extends ProcessWindowFunction<String, String, Integer, TimeWindow> {
        @Override
        public void process(Integer key, Context context, Iterable<String> elements, Collector<String> out) {
            out.collect(key + " " + context.window().getStart() + "-"
                    + context.window().getEnd() + " " + elements.iterator().next());
        }
    }

    /** Count, sum and maximum, in an accumulator that is changed in place. */
    static final class Statistics
            implements AggregateFunction<Tuple3<Integer, Long, Integer>, Tuple3<Integer, Long, Integer>, String> {
        @Override
        public Tuple3<Integer, Long, Integer> createAccumulator() {
            return Tuple3.of(0, 0L, -1);
        }

        @Override
        public Tuple3<Integer, Long, Integer> add(
                Tuple3<Integer, Long, Integer> value, Tuple3<Integer, Long, Integer> accumulator) {
            accumulator.f0 += 1;
            accumulator.f1 += value.f2;
            accumulator.f2 = Math.max(accumulator.f2, value.f2);
            return accumulator;
        }

        @Override
        public String getResult(Tuple3<Integer, Long, Integer> accumulator) {
            return accumulator.toString();
        }

        @Override
        public Tuple3<Integer, Long, Integer> merge(
                Tuple3<Integer, Long, Integer> left, Tuple3<Integer, Long, Integer> right) {
            left.f0 += right.f0;
            left.f1 += right.f1;
            left.f2 = Math.max(left.f2, right.f2);
            return left;
        }
    }
}
