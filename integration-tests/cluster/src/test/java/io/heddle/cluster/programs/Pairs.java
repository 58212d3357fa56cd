package io.heddle.cluster.programs;

import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.JoinFunction;
import io.heddle.api.functions.ProcessJoinFunction;

/** What {@link EveryOperator} makes of readings of two streams. */
final class Pairs {
    private Pairs() {}

    private static String of(Reading one, Reading other) {
        return one.sensor() + " " + one.sequence() + "+" + other.sequence() + " " + (one.amount() - other.amount());
    }

    static final class Near extends ProcessJoinFunction<Reading, Reading, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Reading left, Reading right, Context context, Collector<String> out) {
            out.collect("near " + of(left, right) + " " + context.getTimestamp());
        }
    }

    static final class SameWindow implements JoinFunction<Reading, Reading, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String join(Reading left, Reading right) {
            return "pair " + of(left, right);
        }
    }

    static final class Neighbours implements CoGroupFunction<Reading, Reading, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void coGroup(Iterable<Reading> left, Iterable<Reading> right, Collector<String> out) {
            long first = Long.MAX_VALUE;
            long sum = 0;
            for (Reading reading : left) {
                first = Math.min(first, reading.timeMs());
                sum += reading.amount();
            }
            long other = 0;
            for (Reading reading : right) {
                first = Math.min(first, reading.timeMs());
                other += reading.amount();
            }
            out.collect("group " + first + " " + sum + " " + other);
        }
    }
}
