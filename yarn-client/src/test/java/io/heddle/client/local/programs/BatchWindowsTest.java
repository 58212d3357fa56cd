package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.KeyedStream;
import io.heddle.api.datastream.WindowedStream;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.CumulativeEventTimeWindows;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bounded program of windows gives in batch mode what it gives as a stream: one result for each key and window. */
@Timeout(600)
class BatchWindowsTest {
    /** Key, event time, number. */
    private static final TypeInformation<Tuple3<Integer, Long, Long>> EVENT =
            Types.TUPLE(Types.INT, Types.LONG, Types.LONG);

    /** What a window comes to, with its bounds. */
    private static final class Described
            extends ProcessWindowFunction<Tuple3<Integer, Long, Long>, String, Integer, TimeWindow> {
        private final String kind;

        Described(String kind) {
            this.kind = kind;
        }

        @Override
        public void process(
                Integer key, Context context, Iterable<Tuple3<Integer, Long, Long>> sums, Collector<String> out) {
            for (Tuple3<Integer, Long, Long> sum : sums) {
                out.collect(kind + " " + key + " " + context.window() + "=" + sum.f2);
            }
        }
    }

    private static DataStream<String> summed(
            String kind, WindowedStream<Tuple3<Integer, Long, Long>, Integer, TimeWindow> windows) {
        return windows.reduce((a, b) -> Tuple3.of(a.f0, Math.max(a.f1, b.f1), a.f2 + b.f2), new Described(kind))
                .returns(Types.STRING);
    }

    private static DataStream<String> program(StreamExecutionEnvironment env) {
        DataStream<Tuple3<Integer, Long, Long>> events = env.fromSequence(0, 2_999)
                .map(n -> Tuple3.of((int) (n * n % 5), (n ^ 3) + n / 100 * 60, n))
                .returns(EVENT)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple3<Integer, Long, Long>>forBoundedOutOfOrderness(Duration.ofSeconds(10))
                                .withTimestampAssigner((event, before) -> event.f1));
        KeyedStream<Tuple3<Integer, Long, Long>, Integer> keyed = events.keyBy(event -> event.f0, Types.INT);
        DataStream<String> tumbling =
                summed("tumbling", keyed.window(TumblingEventTimeWindows.of(Duration.ofMillis(100))));
        DataStream<String> sliding = summed(
                "sliding", keyed.window(SlidingEventTimeWindows.of(Duration.ofMillis(300), Duration.ofMillis(100))));
        DataStream<String> cumulative = summed(
                "cumulative",
                keyed.window(CumulativeEventTimeWindows.of(Duration.ofMillis(400), Duration.ofMillis(100))));
        DataStream<String> sessions =
                summed("session", keyed.window(EventTimeSessionWindows.withGap(Duration.ofMillis(50))));
        DataStream<String> joined = events.filter(event -> event.f2 % 7 == 0)
                .join(events.filter(event -> event.f2 % 11 == 0))
                .where(event -> event.f0)
                .equalTo(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(50)))
                .apply((a, b) -> "joined " + a.f2 + "+" + b.f2)
                .returns(Types.STRING);
        return tumbling.union(sliding, cumulative, sessions, joined);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void batchGivesTheResultsOfTheStreamEachOnce(int parallelism) throws Exception {
        List<String> streamed = sorted(program(environment(1)));
        assertTrue(streamed.size() > 500, "only " + streamed.size() + " results");
        assertEquals(streamed.size(), new TreeSet<>(streamed).size(), "one result for each key and window");
        List<String> batch = sorted(program(environment(parallelism).setRuntimeMode(RuntimeExecutionMode.BATCH)));
        assertEquals(String.join("\n", streamed), String.join("\n", batch));
    }
}
