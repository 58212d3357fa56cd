package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.benchmarks.Event;
import io.heddle.benchmarks.Lines;
import io.heddle.benchmarks.Workload;
import java.time.Duration;

/** The pipelines that measure one thing each. */
final class Micro {
    private static final int RECORDS_PER_MS = 100;

    private Micro() {}

    static void build(DataStream<Long> numbers, Workload workload) {
        switch (workload) {
            case SOURCE_ONLY -> numbers.sinkTo(new CountingSink<>(Long::longValue));
            case MAP_CHAIN -> {
                DataStream<Long> mapped = numbers;
                for (int map = 0; map < 10; map++) {
                    mapped = mapped.map(value -> value + 1);
                }
                mapped.sinkTo(new CountingSink<>(Long::longValue));
            }
            case REBALANCE -> events(numbers, 100_000).rebalance().sinkTo(new CountingSink<>(event -> event.amount));
            case KEY_BY ->
                events(numbers, 100_000).keyBy(new EventKey()).sinkTo(new CountingSink<>(event -> event.amount));
            case KEYED_REDUCE_10K -> reduced(numbers, 10_000);
            case KEYED_REDUCE_1M, ROCKSDB_COLD -> reduced(numbers, 1_000_000);
            case ROCKSDB_HOT -> reduced(numbers, 100_000);
            case WORD_COUNT, WORD_COUNT_BATCH ->
                numbers.map(Lines::ready)
                        .returns(Types.STRING)
                        .flatMap(new Words())
                        .keyBy(word -> word.f0)
                        .sum(1)
                        .sinkTo(new CountingSink<>(word -> word.f1));
            case TUMBLING_1M, TUMBLING_ROCKSDB ->
                timed(numbers, 1_000_000)
                        .keyBy(new EventKey())
                        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
                        .aggregate(new Amounts())
                        .sinkTo(new CountingSink<>(Long::longValue));
            case SLIDING_10K -> sliding(numbers, 10_000, 1_000);
            case SLIDING_100K, SLIDING_BATCH -> sliding(numbers, 100_000, 1_000);
            case JET_SLIDING_10K -> sliding(numbers, 10_000, 500);
            case SLIDING_1M -> sliding(numbers, 1_000_000, 1_000);
            case SESSION_100K ->
                timed(numbers, 100_000)
                        .keyBy(new EventKey())
                        .window(EventTimeSessionWindows.withGap(Duration.ofSeconds(1)))
                        .aggregate(new Amounts())
                        .sinkTo(new CountingSink<>(Long::longValue));
            default -> throw new IllegalArgumentException(workload + " is no pipeline of this class");
        }
    }

    private static DataStream<Event> events(DataStream<Long> numbers, int keys) {
        return numbers.map(n -> Event.of(n, keys)).returns(Event.class);
    }

    private static DataStream<Event> timed(DataStream<Long> numbers, int keys) {
        return events(numbers, keys)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Event>forMonotonousTimestamps()
                        .withTimestampAssigner((event, before) -> event.id / RECORDS_PER_MS));
    }

    private static void sliding(DataStream<Long> numbers, int keys, int slideMs) {
        timed(numbers, keys)
                .keyBy(new EventKey())
                .window(SlidingEventTimeWindows.of(Duration.ofSeconds(10), Duration.ofMillis(slideMs)))
                .aggregate(new Amounts())
                .sinkTo(new CountingSink<>(Long::longValue));
    }

    private static void reduced(DataStream<Long> numbers, int keys) {
        events(numbers, keys)
                .keyBy(new EventKey())
                .reduce((left, right) -> {
                    left.amount += right.amount;
                    return left;
                })
                .sinkTo(new CountingSink<>(event -> event.amount));
    }

    static final class EventKey implements KeySelector<Event, Integer> {
        @Override
        public Integer getKey(Event event) {
            return event.key;
        }
    }

    static final class Words implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            for (String word : line.split(" ", -1)) {
                out.collect(Tuple2.of(word, 1));
            }
        }
    }

    static final class Amounts implements AggregateFunction<Event, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Event event, Long sum) {
            return sum + event.amount;
        }

        @Override
        public Long getResult(Long sum) {
            return sum;
        }

        @Override
        public Long merge(Long left, Long right) {
            return left + right;
        }
    }
}
