package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.KeyedStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.datastream.WindowedStream;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.ContinuousEventTimeTrigger;
import io.heddle.api.windowing.CountEvictor;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.PurgingTrigger;
import io.heddle.api.windowing.SessionWindowTimeGapExtractor;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TimeEvictor;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.Random;

/** Drawn pipelines over one stream: windows of every kind, and process functions with timers. */
final class DrawnWindows {
    private static final OutputTag<Tuple3<Integer, Long, Integer>> LATE =
            new OutputTag<>("late", Types.TUPLE(Types.INT, Types.LONG, Types.INT));

    private DrawnWindows() {}

    static void build(DataStream<Tuple3<Integer, Long, Integer>> events, Random random, int parallelism, String name) {
        KeyedStream<Tuple3<Integer, Long, Integer>, Integer> keyed = events.keyBy(event -> event.f0, Types.INT);
        switch (random.nextInt(8)) {
            case 0 -> gather(keyed.process(new DrawnTimers(5 + random.nextInt(60)), Types.STRING), parallelism, name);
            case 1 -> {
                int count = 1 + random.nextInt(6);
                gather(
                        random.nextBoolean()
                                ? keyed.countWindow(count)
                                        .sum(2)
                                        .map(new DrawnFunctions.Text<>())
                                        .returns(Types.STRING)
                                : keyed.countWindow(count + 2, count)
                                        .process(new DrawnFunctions.ListedGlobally(), Types.STRING),
                        parallelism,
                        name);
            }
            case 2 ->
                gatherEvents(
                        switch (random.nextInt(5)) {
                            case 0 -> keyed.sum(2);
                            case 1 -> keyed.max(2);
                            case 2 -> keyed.minBy(2);
                            case 3 -> keyed.maxBy(2);
                            default -> keyed.reduce(new Smaller());
                        },
                        parallelism,
                        name);
            default -> timeWindows(keyed, random, parallelism, name);
        }
    }

    private static void gatherEvents(
            SingleOutputStreamOperator<Tuple3<Integer, Long, Integer>> results, int parallelism, String name) {
        gather(
                results.setParallelism(parallelism)
                        .map(new DrawnFunctions.Text<>())
                        .returns(Types.STRING),
                parallelism,
                name);
    }

    private static void gather(SingleOutputStreamOperator<String> results, int parallelism, String name) {
        results.setParallelism(parallelism).sinkTo(new GatheringSink(name)).setParallelism(1);
    }

    private static WindowedStream<Tuple3<Integer, Long, Integer>, Integer, TimeWindow> assigned(
            KeyedStream<Tuple3<Integer, Long, Integer>, Integer> keyed, Random random, boolean sessions) {
        Duration size = Duration.ofMillis(10 + random.nextInt(190));
        if (sessions) {
            int gap = 3 + random.nextInt(40);
            return random.nextBoolean()
                    ? keyed.window(EventTimeSessionWindows.withGap(Duration.ofMillis(gap)))
                    : keyed.window(EventTimeSessionWindows.withDynamicGap(new Gap(gap)));
        }
        return switch (random.nextInt(4)) {
            case 0 -> keyed.window(TumblingEventTimeWindows.of(size));
            case 1 ->
                keyed.window(
                        TumblingEventTimeWindows.of(size, Duration.ofMillis(random.nextInt((int) size.toMillis()))));
            case 2 -> {
                // A slide that divides the size, one that does not, or one beyond it.
                long slide = Math.max(1, size.toMillis() / (1 + random.nextInt(6)) + random.nextInt(2));
                yield keyed.window(SlidingEventTimeWindows.of(
                        size, Duration.ofMillis(slide), Duration.ofMillis(random.nextInt((int) slide))));
            }
            default -> {
                long slide = 1L + random.nextInt(20);
                yield keyed.window(SlidingEventTimeWindows.of(
                        Duration.ofMillis(slide * (1 + random.nextInt(10))), Duration.ofMillis(slide)));
            }
        };
    }

    private static void timeWindows(
            KeyedStream<Tuple3<Integer, Long, Integer>, Integer> keyed, Random random, int parallelism, String name) {
        boolean sessions = random.nextInt(4) == 0;
        WindowedStream<Tuple3<Integer, Long, Integer>, Integer, TimeWindow> windows = assigned(keyed, random, sessions);
        if (random.nextBoolean()) {
            windows = windows.allowedLateness(Duration.ofMillis(random.nextInt(100)));
        }
        boolean sideOutput = random.nextBoolean();
        if (sideOutput) {
            windows = windows.sideOutputLateData(LATE);
        }
        switch (random.nextInt(8)) {
            case 0 -> windows = windows.trigger(CountTrigger.of(1 + random.nextInt(5)));
            case 1 -> windows = windows.trigger(PurgingTrigger.of(CountTrigger.of(1 + random.nextInt(5))));
            case 2 ->
                windows = windows.trigger(ContinuousEventTimeTrigger.of(Duration.ofMillis(5 + random.nextInt(50))));
            case 3 -> windows = windows.trigger(PurgingTrigger.of(EventTimeTrigger.create()));
            default -> {}
        }
        if (!sessions && random.nextInt(5) == 0) {
            windows = random.nextBoolean()
                    ? windows.evictor(CountEvictor.of(1 + random.nextInt(6), random.nextBoolean()))
                    : windows.evictor(TimeEvictor.of(Duration.ofMillis(5 + random.nextInt(40))));
        }
        SingleOutputStreamOperator<String> results = computed(windows, random).setParallelism(parallelism);
        if (sideOutput) {
            results.getSideOutput(LATE)
                    .map(new DrawnFunctions.Text<>())
                    .returns(Types.STRING)
                    .sinkTo(new GatheringSink(name + "-late"))
                    .setParallelism(1);
        }
        gather(results, parallelism, name);
    }

    private static SingleOutputStreamOperator<String> computed(
            WindowedStream<Tuple3<Integer, Long, Integer>, Integer, TimeWindow> windows, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> windows.sum(2).map(new DrawnFunctions.Sum()).returns(Types.STRING);
            case 1 ->
                windows.reduce(new Smaller()).map(new DrawnFunctions.Text<>()).returns(Types.STRING);
            case 2 -> windows.reduce(new Smaller(), new DrawnFunctions.Listed(), Types.STRING);
            case 3 ->
                windows.aggregate(
                        new DrawnFunctions.Statistics(), Types.TUPLE(Types.INT, Types.LONG, Types.INT), Types.STRING);
            case 4 ->
                windows.aggregate(
                        new DrawnFunctions.Statistics(),
                        new DrawnFunctions.WithWindow(),
                        Types.TUPLE(Types.INT, Types.LONG, Types.INT),
                        Types.STRING,
                        Types.STRING);
            default -> windows.process(new DrawnFunctions.Listed(), Types.STRING);
        };
    }

    /** The smaller number; of equals, whatever orders them in one way only. */
    static final class Smaller implements ReduceFunction<Tuple3<Integer, Long, Integer>> {
        @Override
        public Tuple3<Integer, Long, Integer> reduce(
                Tuple3<Integer, Long, Integer> left, Tuple3<Integer, Long, Integer> right) {
            if (!left.f2.equals(right.f2)) {
                return left.f2 < right.f2 ? left : right;
            }
            return left.f1 <= right.f1 ? left : right;
        }
    }

    private record Gap(int gapMs) implements SessionWindowTimeGapExtractor<Tuple3<Integer, Long, Integer>> {
        @Override
        public long extract(Tuple3<Integer, Long, Integer> element) {
            return (long) gapMs + element.f2 % 7;
        }
    }
}
