package io.heddle.benchmarks;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The pipelines in Flink, with object reuse, as an expert would run them. */
final class FlinkEngine implements Engine {

    @Override
    public void run(Workload workload, long records, int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.network.max", "256m");
        configuration.setString("rest.port", "0");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.getConfig().enableObjectReuse();
        build(env, workload, records);
        env.execute(workload.name());
    }

    private static void build(StreamExecutionEnvironment env, Workload workload, long records) {
        DataStream<Long> numbers = env.fromSequence(0, records - 1);
        switch (workload) {
            case SOURCE_ONLY -> numbers.sinkTo(new FlinkSink<>(Long::longValue));
            case MAP_CHAIN -> {
                for (int map = 0; map < 10; map++) {
                    numbers = numbers.map(value -> value + 1);
                }
                numbers.sinkTo(new FlinkSink<>(Long::longValue));
            }
            case REBALANCE -> events(numbers, 100_000).rebalance().sinkTo(new FlinkSink<>(event -> event.amount));
            case KEY_BY ->
                events(numbers, 100_000).keyBy(new EventKey()).sinkTo(new FlinkSink<>(event -> event.amount));
            case KEYED_REDUCE_10K -> reduced(numbers, 10_000);
            case KEYED_REDUCE_1M -> reduced(numbers, 1_000_000);
            case WORD_COUNT ->
                numbers.map(Lines::line)
                        .returns(Types.STRING)
                        .flatMap(new Words())
                        .keyBy(word -> word.f0)
                        .sum(1)
                        .sinkTo(new FlinkSink<>(word -> word.f1));
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
                .sinkTo(new FlinkSink<>(event -> event.amount));
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
