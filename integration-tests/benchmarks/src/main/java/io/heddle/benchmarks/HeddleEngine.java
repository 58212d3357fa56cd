package io.heddle.benchmarks;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;

/** The pipelines in Heddle, as its quick start shows them. */
final class HeddleEngine implements Engine {

    @Override
    public void run(Workload workload, long records, int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        build(env, workload, records);
        env.execute(workload.name());
    }

    private static void build(StreamExecutionEnvironment env, Workload workload, long records) {
        DataStream<Long> numbers = env.fromSequence(0, records - 1);
        switch (workload) {
            case SOURCE_ONLY -> numbers.sinkTo(new HeddleSink<>(Long::longValue));
            case MAP_CHAIN -> {
                for (int map = 0; map < 10; map++) {
                    numbers = numbers.map(value -> value + 1);
                }
                numbers.sinkTo(new HeddleSink<>(Long::longValue));
            }
            case REBALANCE -> events(numbers, 100_000).rebalance().sinkTo(new HeddleSink<>(event -> event.amount));
            case KEY_BY ->
                events(numbers, 100_000).keyBy(new EventKey()).sinkTo(new HeddleSink<>(event -> event.amount));
            case KEYED_REDUCE_10K -> reduced(numbers, 10_000);
            case KEYED_REDUCE_1M -> reduced(numbers, 1_000_000);
            case WORD_COUNT ->
                numbers.map(Lines::line)
                        .returns(Types.STRING)
                        .flatMap(new Words())
                        .keyBy(word -> word.f0)
                        .sum(1)
                        .sinkTo(new HeddleSink<>(word -> word.f1));
        }
    }

    private static DataStream<Event> events(DataStream<Long> numbers, int keys) {
        return numbers.map(n -> Event.of(n, keys)).returns(Event.class);
    }

    private static void reduced(DataStream<Long> numbers, int keys) {
        events(numbers, keys)
                .keyBy(new EventKey())
                .reduce((left, right) -> {
                    left.amount += right.amount;
                    return left;
                })
                .sinkTo(new HeddleSink<>(event -> event.amount));
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
}
