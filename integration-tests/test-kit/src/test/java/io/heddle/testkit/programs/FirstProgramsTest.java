package io.heddle.testkit.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.environment.TimeCharacteristic;
import io.heddle.api.eventtime.BoundedOutOfOrdernessTimestampExtractor;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.RichFlatMapFunction;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeHint;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.testkit.MiniClusterExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one writes in the first chapters: counts, averages, filters; in the older and in the newer form. */
@Timeout(600)
class FirstProgramsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);

    public static final class Splitter implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            for (String word : line.split(" ", -1)) {
                out.collect(new Tuple2<>(word, 1));
            }
        }
    }

    @Test
    void wordCountByPosition() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        DataStream<Tuple2<String, Integer>> counts = env.fromElements("to be or", "not to be")
                .flatMap(new Splitter())
                .keyBy(0)
                .sum(1);
        assertEquals(List.of("(to,1)", "(be,1)", "(or,1)", "(not,1)", "(to,2)", "(be,2)"), Results.of(counts));
    }

    @Test
    void wordCountByKeySelectorAndLambdas() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Tuple2<String, Integer>> counts = env.fromElements("to be or", "not to be")
                .flatMap((String line, Collector<String> out) ->
                        List.of(line.split(" ", -1)).forEach(out::collect))
                .returns(Types.STRING)
                .map(word -> Tuple2.of(word, 1))
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(pair -> pair.f0)
                .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1));
        assertEquals(List.of("(be,1)", "(be,2)", "(not,1)", "(or,1)", "(to,1)", "(to,2)"), Results.sorted(counts));
    }

    /** The mean of every two values of a key, in a state of one's own. */
    public static final class CountWindowAverage extends RichFlatMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private transient ValueState<Tuple2<Long, Long>> sum;

        @Override
        public void flatMap(Tuple2<Long, Long> input, Collector<Tuple2<Long, Long>> out) throws Exception {
            Tuple2<Long, Long> current = sum.value();
            current.f0 += 1;
            current.f1 += input.f1;
            sum.update(current);
            if (current.f0 >= 2) {
                out.collect(new Tuple2<>(input.f0, current.f1 / current.f0));
                sum.clear();
            }
        }

        @Override
        @SuppressWarnings("deprecation")
        public void open(Configuration config) {
            ValueStateDescriptor<Tuple2<Long, Long>> descriptor = new ValueStateDescriptor<>(
                    "average", TypeInformation.of(new TypeHint<Tuple2<Long, Long>>() {}), Tuple2.of(0L, 0L));
            sum = getRuntimeContext().getState(descriptor);
        }
    }

    @Test
    void averagesOfEveryTwoByStateWithADefault() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        DataStream<Tuple2<Long, Long>> averages = env.fromElements(
                        Tuple2.of(1L, 3L), Tuple2.of(1L, 5L), Tuple2.of(1L, 7L), Tuple2.of(1L, 4L), Tuple2.of(1L, 2L))
                .keyBy(value -> value.f0)
                .flatMap(new CountWindowAverage());
        assertEquals(List.of("(1,4)", "(1,5)"), Results.of(averages));
    }

    /** A temperature. */
    public static class SensorReading {
        public String id = "";
        public long timestamp;
        public double temperature;

        public SensorReading() {}

        SensorReading(String id, long timestamp, double temperature) {
            this.id = id;
            this.timestamp = timestamp;
            this.temperature = temperature;
        }

        @Override
        public String toString() {
            return id + "," + timestamp + "," + temperature;
        }
    }

    public static final class SensorTimeAssigner extends BoundedOutOfOrdernessTimestampExtractor<SensorReading> {
        SensorTimeAssigner() {
            super(Time.seconds(5));
        }

        @Override
        public long extractTimestamp(SensorReading reading) {
            return reading.timestamp;
        }
    }

    public static final class TemperatureAverager
            implements WindowFunction<SensorReading, SensorReading, String, TimeWindow> {
        @Override
        public void apply(String id, TimeWindow window, Iterable<SensorReading> input, Collector<SensorReading> out) {
            int count = 0;
            double sum = 0;
            for (SensorReading reading : input) {
                count++;
                sum += reading.temperature;
            }
            out.collect(new SensorReading(id, window.getEnd(), sum / count));
        }
    }

    private static DataStream<SensorReading> readings(StreamExecutionEnvironment env) {
        return env.fromElements(
                new SensorReading("s1", 1_000, 60),
                new SensorReading("s2", 1_100, 50),
                new SensorReading("s1", 1_900, 70),
                new SensorReading("s1", 2_500, 80));
    }

    @Test
    @SuppressWarnings("deprecation")
    void sensorAveragesWithTheOlderAssigner() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setStreamTimeCharacteristic(TimeCharacteristic.EventTime);
        env.getConfig().setAutoWatermarkInterval(1000L);
        DataStream<SensorReading> averages = readings(env)
                .assignTimestampsAndWatermarks(new SensorTimeAssigner())
                .map(reading -> new SensorReading(reading.id, reading.timestamp, (reading.temperature - 32) * 5 / 9))
                .keyBy(reading -> reading.id)
                .timeWindow(Time.seconds(1))
                .apply(new TemperatureAverager());
        assertEquals(
                List.of(
                        "s1,2000," + ((60 - 32) * 5.0 / 9 + (70 - 32) * 5.0 / 9) / 2,
                        "s1,3000," + (80 - 32) * 5.0 / 9,
                        "s2,2000," + (50 - 32) * 5.0 / 9),
                Results.sorted(averages));
    }

    @Test
    void filtersMapsAndRollingAggregatesByFieldName() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        DataStream<String> highest = readings(env)
                .filter(new FilterFunction<SensorReading>() {
                    @Override
                    public boolean filter(SensorReading reading) {
                        return reading.temperature >= 60;
                    }
                })
                .keyBy(new KeySelector<SensorReading, String>() {
                    @Override
                    public String getKey(SensorReading reading) {
                        return reading.id;
                    }
                })
                .max("temperature")
                .map(new MapFunction<SensorReading, String>() {
                    @Override
                    public String map(SensorReading reading) {
                        return reading.id + " at most " + reading.temperature;
                    }
                });
        assertEquals(List.of("s1 at most 60.0", "s1 at most 70.0", "s1 at most 80.0"), Results.of(highest));
    }

    public static final class Average implements AggregateFunction<Tuple2<String, Long>, Tuple2<Long, Long>, Double> {
        @Override
        public Tuple2<Long, Long> createAccumulator() {
            return new Tuple2<>(0L, 0L);
        }

        @Override
        public Tuple2<Long, Long> add(Tuple2<String, Long> value, Tuple2<Long, Long> accumulator) {
            return new Tuple2<>(accumulator.f0 + value.f1, accumulator.f1 + 1L);
        }

        @Override
        public Double getResult(Tuple2<Long, Long> accumulator) {
            return (double) accumulator.f0 / accumulator.f1;
        }

        @Override
        public Tuple2<Long, Long> merge(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
            return new Tuple2<>(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    @Test
    void averagesOfEveryThreeByCountWindow() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        DataStream<Double> averages = env.fromElements(
                        Tuple2.of("a", 1L),
                        Tuple2.of("b", 9L),
                        Tuple2.of("a", 2L),
                        Tuple2.of("a", 6L),
                        Tuple2.of("a", 5L))
                .keyBy("f0")
                .countWindow(3)
                .aggregate(new Average());
        assertEquals(List.of("3.0"), Results.of(averages));
    }

    @Test
    void keysByNameAreTuples() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> keys = readings(env)
                .assignTimestampsAndWatermarks(new SensorTimeAssigner())
                .keyBy("id")
                .timeWindow(Time.hours(1))
                .apply(new WindowFunction<SensorReading, String, Tuple, TimeWindow>() {
                    @Override
                    public void apply(
                            Tuple key, TimeWindow window, Iterable<SensorReading> input, Collector<String> out) {
                        int count = 0;
                        for (SensorReading ignored : input) {
                            count++;
                        }
                        out.collect(key.<String>getField(0) + " " + count);
                    }
                });
        assertEquals(List.of("s1 3", "s2 1"), Results.sorted(keys));
    }
}
