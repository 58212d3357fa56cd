package io.heddle.cluster.programs;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.windowing.TimeWindow;

/** What {@link EveryOperator} makes of a window. */
final class Sums {
    private Sums() {}

    static final class Total implements AggregateFunction<Reading, Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Reading reading, Long sum) {
            return sum + reading.amount();
        }

        @Override
        public Long getResult(Long sum) {
            return sum;
        }

        @Override
        public Long merge(Long one, Long other) {
            return one + other;
        }
    }

    static final class Named extends ProcessWindowFunction<Long, String, Integer, TimeWindow> {
        private static final long serialVersionUID = 1L;
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void process(Integer sensor, Context context, Iterable<Long> sums, Collector<String> out) {
            for (Long sum : sums) {
                out.collect(name + " " + sensor + " " + context.window().getEnd() + " " + sum);
            }
        }
    }

    static final class Whole extends ProcessWindowFunction<Reading, String, Integer, TimeWindow> {
        private static final long serialVersionUID = 1L;
        private final String name;

        Whole(String name) {
            this.name = name;
        }

        @Override
        public void process(Integer sensor, Context context, Iterable<Reading> readings, Collector<String> out) {
            int count = 0;
            long sum = 0;
            for (Reading reading : readings) {
                count++;
                sum += reading.amount();
            }
            TimeWindow window = context.window();
            out.collect(
                    name + " " + sensor + " " + window.getStart() + ".." + window.getEnd() + " " + count + " " + sum);
        }
    }
}
