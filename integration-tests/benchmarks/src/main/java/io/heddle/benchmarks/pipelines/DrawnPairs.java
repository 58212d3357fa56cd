package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.KeyedStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.JoinFunction;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Drawn pipelines over two streams: joins by window and interval, groups, process functions. */
final class DrawnPairs {
    private DrawnPairs() {}

    static void build(
            DataStream<Tuple3<Integer, Long, Integer>> left,
            DataStream<Tuple3<Integer, Long, Integer>> right,
            Random random,
            int parallelism,
            String name) {
        Duration size = Duration.ofMillis(10 + random.nextInt(90));
        SingleOutputStreamOperator<String> results = switch (random.nextInt(5)) {
            case 0 ->
                left.join(right)
                        .where(event -> event.f0, Types.INT)
                        .equalTo(event -> event.f0, Types.INT)
                        .window(TumblingEventTimeWindows.of(size))
                        .apply(new Pair(), Types.STRING);
            case 1 ->
                left.coGroup(right)
                        .where(event -> event.f0, Types.INT)
                        .equalTo(event -> event.f0, Types.INT)
                        .window(SlidingEventTimeWindows.of(size, size.dividedBy(2)))
                        .apply(new Group(), Types.STRING);
            case 2 ->
                left.coGroup(right)
                        .where(event -> event.f0, Types.INT)
                        .equalTo(event -> event.f0, Types.INT)
                        .window(EventTimeSessionWindows.withGap(Duration.ofMillis(3 + random.nextInt(20))))
                        .apply(new Group(), Types.STRING);
            case 3 ->
                interval(left.keyBy(event -> event.f0, Types.INT), right.keyBy(event -> event.f0, Types.INT), random);
            default ->
                left.keyBy(event -> event.f0, Types.INT)
                        .connect(right.keyBy(event -> event.f0, Types.INT))
                        .process(new DrawnSums((int) size.toMillis()), Types.STRING);
        };
        results.setParallelism(parallelism).sinkTo(new GatheringSink(name)).setParallelism(1);
    }

    private static SingleOutputStreamOperator<String> interval(
            KeyedStream<Tuple3<Integer, Long, Integer>, Integer> left,
            KeyedStream<Tuple3<Integer, Long, Integer>, Integer> right,
            Random random) {
        int lower = -20 + random.nextInt(30);
        var joined = left.intervalJoin(right)
                .between(Duration.ofMillis(lower), Duration.ofMillis(lower + 2 + random.nextInt(20)));
        if (random.nextBoolean()) {
            joined = joined.lowerBoundExclusive();
        }
        if (random.nextBoolean()) {
            joined = joined.upperBoundExclusive();
        }
        return joined.process(new Matched(), Types.STRING);
    }

    static final class Pair
            implements JoinFunction<Tuple3<Integer, Long, Integer>, Tuple3<Integer, Long, Integer>, String> {
        @Override
        public String join(Tuple3<Integer, Long, Integer> first, Tuple3<Integer, Long, Integer> second) {
            return first + "+" + second;
        }
    }

    static final class Group
            implements CoGroupFunction<Tuple3<Integer, Long, Integer>, Tuple3<Integer, Long, Integer>, String> {
        @Override
        public void coGroup(
                Iterable<Tuple3<Integer, Long, Integer>> first,
                Iterable<Tuple3<Integer, Long, Integer>> second,
                Collector<String> out) {
            out.collect(sorted(first) + " with " + sorted(second));
        }

        private static String sorted(Iterable<Tuple3<Integer, Long, Integer>> elements) {
            List<String> all = new ArrayList<>();
            elements.forEach(each -> all.add(each.toString()));
            all.sort(null);
            return all.toString();
        }
    }

    static final class Matched
            extends ProcessJoinFunction<Tuple3<Integer, Long, Integer>, Tuple3<Integer, Long, Integer>, String> {
        @Override
        public void processElement(
                Tuple3<Integer, Long, Integer> left,
                Tuple3<Integer, Long, Integer> right,
                Context ctx,
                Collector<String> out) {
            out.collect(left + "+" + right + "@" + ctx.getTimestamp());
        }
    }
}
