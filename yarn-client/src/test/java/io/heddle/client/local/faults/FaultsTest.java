package io.heddle.client.local.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.datastream.AsyncDataStream;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.KeyedStream;
import io.heddle.api.environment.EmbeddedRocksDBStateBackend;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AsyncFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.ResultFuture;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of every kind, joins, timers and calls to the outside give the same whatever fails, wherever their state lives. */
@Timeout(600)
class FaultsTest {
    private static final long COUNT = 6_000;
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
    /** Key, event time, number. */
    private static final TypeInformation<Tuple3<Integer, Long, Long>> EVENT =
            Types.TUPLE(Types.INT, Types.LONG, Types.LONG);

    /** What a run without failures gives, by the first test that needs it. */
    private static @Nullable List<String> calmResults;

    @TempDir
    Path checkpoints;

    /** Makes an event of a number; fails when it hears that a checkpoint is complete, while there are failures left. */
    static final class Event implements MapFunction<Long, Tuple3<Integer, Long, Long>>, CheckpointListener {
        private transient boolean due;

        @Override
        public Tuple3<Integer, Long, Long> map(Long n) {
            if (due && FAILURES_LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("as ordered");
            }
            // A little disorder, and a silence after every two hundred events, so that sessions end.
            long timeMs = (n ^ 5) + n / 200 * 100;
            return Tuple3.of((int) (n % 7), timeMs, n);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            due = true;
        }
    }

    /** Answers after a moment, from another thread. */
    static final class Later implements AsyncFunction<Tuple3<Integer, Long, Long>, Tuple3<Integer, Long, Long>> {
        @Override
        public void asyncInvoke(
                Tuple3<Integer, Long, Long> input, ResultFuture<Tuple3<Integer, Long, Long>> resultFuture) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                    () -> resultFuture.complete(List.of(Tuple3.of(input.f0, input.f1, input.f2 * 2))));
        }
    }

    private static DataStream<String> program(StreamExecutionEnvironment env, RateLimiterStrategy pace) {
        DataStream<Tuple3<Integer, Long, Long>> events = env.fromSource(
                        new DataGeneratorSource<>(n -> n, COUNT, pace, Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(new Event())
                .returns(EVENT)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple3<Integer, Long, Long>>forBoundedOutOfOrderness(Duration.ofMillis(10))
                                .withTimestampAssigner((event, before) -> event.f1));
        KeyedStream<Tuple3<Integer, Long, Long>, Integer> keyed = events.keyBy(event -> event.f0, Types.INT);
        KeyedStream<Tuple3<Integer, Long, Long>, Integer> answered = AsyncDataStream.unorderedWait(
                        events.filter(event -> event.f2 % 3 == 0), new Later(), 60, TimeUnit.SECONDS, 50)
                .returns(EVENT)
                .keyBy(event -> event.f0, Types.INT);
        DataStream<String> general = keyed.window(TumblingEventTimeWindows.of(Duration.ofMillis(70)))
                .process(new All())
                .returns(Types.STRING);
        DataStream<String> slices = keyed.window(
                        SlidingEventTimeWindows.of(Duration.ofMillis(120), Duration.ofMillis(40)))
                .reduce((a, b) -> Tuple3.of(a.f0, Math.min(a.f1, b.f1), a.f2 + b.f2), new SliceSums());
        DataStream<String> sessions = answered.window(EventTimeSessionWindows.withGap(Duration.ofMillis(60)))
                .reduce((a, b) -> Tuple3.of(a.f0, Math.min(a.f1, b.f1), a.f2 + b.f2))
                .map(session -> "session " + session)
                .returns(Types.STRING);
        DataStream<String> timers = keyed.process(new Hundreds()).returns(Types.STRING);
        DataStream<String> pairs = keyed.intervalJoin(answered)
                .between(Duration.ofMillis(-7), Duration.ofMillis(7))
                .process(new Pairs());
        DataStream<String> joined = events.join(answered)
                .where(event -> event.f0)
                .equalTo(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(20)))
                .apply((a, b) -> "joined " + a.f2 + "+" + b.f2)
                .returns(Types.STRING);
        return general.union(slices, sessions, timers, pairs, joined);
    }

    /** What was committed, each result as often as it was committed. */
    private List<String> results(StreamExecutionEnvironment env, RateLimiterStrategy pace) throws Exception {
        Committed.TRANSACTIONS.clear();
        env.enableCheckpointing(15);
        env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri().toString());
        program(env, pace).addSink(new Committed());
        env.execute("faults");
        return Committed.TRANSACTIONS.values().stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private List<String> calm() throws Exception {
        List<String> known = calmResults;
        if (known == null) {
            FAILURES_LEFT.set(0);
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
            known = results(env, RateLimiterStrategy.noOp());
            calmResults = known;
        }
        return known;
    }

    @ParameterizedTest
    @CsvSource({
        "hashmap, false, 1, 600",
        "hashmap, false, 2, 97",
        "hashmap, true, 3, 251",
        "hashmap, true, 7, 1009",
        "rocksdb, false, 3, 397",
        "rocksdb, true, 2, 149"
    })
    void nothingIsLostOrDoubled(String backend, boolean unaligned, int parallelism, int recordsPerCheckpoint)
            throws Exception {
        List<String> expected = calm();
        assertTrue(expected.size() > 5_000, "only " + expected.size() + " results");

        FAILURES_LEFT.set(3);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(parallelism);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(100, 1L));
        env.getCheckpointConfig().enableUnalignedCheckpoints(unaligned);
        if (backend.equals("rocksdb")) {
            env.setStateBackend(new EmbeddedRocksDBStateBackend());
        }
        List<String> got = results(env, RateLimiterStrategy.perCheckpoint(recordsPerCheckpoint));
        assertTrue(FAILURES_LEFT.get() <= 0, "it has failed as often as ordered");
        assertEquals(String.join("\n", expected), String.join("\n", got));
    }
}
