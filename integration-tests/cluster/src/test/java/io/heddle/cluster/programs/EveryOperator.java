package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.FileSink;
import io.heddle.api.connector.OnCheckpointRollingPolicy;
import io.heddle.api.connector.Path;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.connector.SimpleStringEncoder;
import io.heddle.api.datastream.AsyncDataStream;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.KeyedStream;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AsyncRetryStrategies;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asynchronous calls, windows of all kinds, joins and timers in one job whose results depend on nothing but its input, whatever
 * the order in which sources are heard: {@code --records OF_EACH_SOURCE --rate PER_SECOND (0: no limit) --output DIR}.
 */
public final class EveryOperator {
    private static final int SOURCES = 2;
    private static final long CALL_TIMEOUT_MS = 600_000;

    private EveryOperator() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        long records = parameters.getLong("records");
        double rate = parameters.getDouble("rate", 0);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        DataStream<Reading> readings = env.fromSource(
                        new DataGeneratorSource<>(
                                number -> Reading.numbered(number, records),
                                SOURCES * records,
                                rate > 0 ? RateLimiterStrategy.perSecond(rate) : RateLimiterStrategy.noOp(),
                                TypeInformation.of(Reading.class)),
                        WatermarkStrategy.<Reading>forBoundedOutOfOrderness(Duration.ofMillis(Reading.DISORDER_MS))
                                .withTimestampAssigner((reading, before) -> reading.timeMs()),
                        "readings")
                .setParallelism(SOURCES);

        KeyedStream<Reading, Integer> inOrder = AsyncDataStream.orderedWait(
                        readings, new Calibration(false), CALL_TIMEOUT_MS, TimeUnit.MILLISECONDS, 20)
                // As the sources, so that no exchange between mixes a sensor's readings.
                .setParallelism(SOURCES)
                .keyBy(Reading::sensor);
        KeyedStream<Reading, Integer> inAnyOrder = AsyncDataStream.unorderedWaitWithRetry(
                        readings,
                        new Calibration(true),
                        CALL_TIMEOUT_MS,
                        TimeUnit.MILLISECONDS,
                        20,
                        new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<Reading>(3, 5)
                                .ifException(failure -> failure instanceof Calibration.Busy)
                                .build())
                .keyBy(Reading::sensor);

        windows(inAnyOrder)
                .union(ordered(inOrder), joins(inOrder, inAnyOrder), weighed(readings))
                .sinkTo(FileSink.<String>forRowFormat(
                                new Path(parameters.getRequired("output")), new SimpleStringEncoder<>("UTF-8"))
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build())
                .name("files");
        env.execute("EveryOperator");
    }

    private static DataStream<String> windows(KeyedStream<Reading, Integer> readings) {
        DataStream<String> tumbling = readings.window(TumblingEventTimeWindows.of(Duration.ofSeconds(2)))
                .aggregate(new Sums.Total(), new Sums.Named("tumbling"))
                .name("tumbling");
        DataStream<String> sliding = readings.window(
                        SlidingEventTimeWindows.of(Duration.ofSeconds(5), Duration.ofSeconds(1)))
                .aggregate(new Sums.Total(), new Sums.Named("sliding"))
                .name("sliding");
        DataStream<String> sessions = readings.window(EventTimeSessionWindows.withGap(Duration.ofMillis(700)))
                .process(new Sums.Whole("session"))
                .name("sessions");
        return tumbling.union(sliding, sessions);
    }

    /** What depends on the order of a sensor's readings. */
    private static DataStream<String> ordered(KeyedStream<Reading, Integer> readings) {
        DataStream<String> counted = readings.countWindow(7)
                .reduce((one, other) ->
                        new Reading(one.sensor(), other.sequence(), one.timeMs(), one.amount() + other.amount()))
                .map(seven -> "seven " + seven)
                .returns(Types.STRING)
                .name("seven");
        DataStream<String> timed = readings.process(new Alarms()).name("alarms");
        return counted.union(timed);
    }

    private static DataStream<String> weighed(DataStream<Reading> readings) {
        DataStream<Long> weights = readings.getExecutionEnvironment().fromSequence(1, Weights.COUNT);
        return readings.filter(reading -> reading.sequence() % 11 == 0)
                .map(new Weights())
                .withBroadcastSet(weights, Weights.VARIABLE)
                .name("weighed");
    }

    private static DataStream<String> joins(KeyedStream<Reading, Integer> left, KeyedStream<Reading, Integer> right) {
        DataStream<String> near = left.intervalJoin(right)
                .between(Duration.ofMillis(-90), Duration.ofMillis(150))
                .upperBoundExclusive()
                .process(new Pairs.Near())
                .name("near");
        DataStream<String> pairs = left.join(right)
                .where(Reading::sensor)
                .equalTo(Reading::sensor)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(500)))
                .apply(new Pairs.SameWindow());
        DataStream<String> groups = left.coGroup(right)
                .where(Reading::sensor)
                .equalTo(reading -> (reading.sensor() + 1) % Reading.SENSORS_OF_A_SOURCE)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .apply(new Pairs.Neighbours());
        return near.union(pairs, groups);
    }
}
