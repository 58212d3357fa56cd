package io.heddle.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.datastream.AsyncDataStream;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AsyncFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.ResultFuture;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that fails after a checkpoint goes on from it, on real threads, whatever the kind of checkpoint. */
@Timeout(600)
class CheckpointedExecutionTest {
    private static final long COUNT = 2_000_000;
    private static final long REQUESTS = 100_000;
    /** However slow checkpoints are, the numbers do not end before so many of them. */
    private static final int CHECKPOINTS = 10;

    private static final long KEYS = 101;
    private static final int FAILURES = 2;
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

    @TempDir
    Path checkpoints;

    /** From 1 to a number, as fast as they are taken between two checkpoints. */
    private static DataStream<Long> numbers(StreamExecutionEnvironment env, long count) {
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(
                n -> n + 1, count, RateLimiterStrategy.perCheckpoint((int) (count / CHECKPOINTS)), Types.LONG);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers");
    }

    /** Fails as soon as it hears that a checkpoint is complete, as often as there are failures left. */
    static final class Failing implements MapFunction<Long, Tuple2<Long, Long>>, CheckpointListener {
        private transient boolean due;

        @Override
        public Tuple2<Long, Long> map(Long each) {
            if (due && FAILURES_LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("as ordered");
            }
            return Tuple2.of(each % KEYS, 1L);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            due = true;
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "true, 5"})
    void everyRecordCountsOnce(boolean unaligned, long patienceMs) throws Exception {
        FAILURES_LEFT.set(FAILURES);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(20);
        env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri().toString());
        env.getCheckpointConfig().enableUnalignedCheckpoints(unaligned);
        env.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ofMillis(patienceMs));
        assertCounted(numbers(env, COUNT).rebalance(), COUNT);
    }

    @Test
    void aProgramNeedNotSayWhereItsCheckpointsGo() throws Exception {
        FAILURES_LEFT.set(FAILURES);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(20);
        assertCounted(numbers(env, COUNT).rebalance(), COUNT);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "0, false"})
    void checkpointsOfALocalRunStayOnThisMachine(long intervalMs, boolean refused) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(Configuration.fromMap(Map.of(
                "execution.checkpointing.dir",
                "hdfs:///checkpoints",
                "execution.checkpointing.interval",
                intervalMs + " ms")));
        env.fromSequence(1, 10).print();
        if (refused) {
            HeddleException refusal = assertThrows(HeddleException.class, () -> env.execute("elsewhere"));
            assertEquals(FaultCategory.CONFIGURATION, refusal.category());
            assertTrue(refusal.getMessage().contains("hdfs:///checkpoints"), refusal::getMessage);
        } else {
            env.execute("elsewhere");
        }
    }

    /** Answers from another thread, a little later. */
    static final class Echo implements AsyncFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public void asyncInvoke(Tuple2<Long, Long> input, ResultFuture<Tuple2<Long, Long>> answer) {
            ForkJoinPool.commonPool().execute(() -> answer.complete(List.of(input)));
        }
    }

    /** Fails as {@link Failing} does. */
    static final class FailingLater extends RichMapFunction<Tuple2<Long, Long>, String> implements CheckpointListener {
        private transient boolean due;

        @Override
        public String map(Tuple2<Long, Long> each) {
            if (due && FAILURES_LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("as ordered");
            }
            return each.toString();
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            due = true;
        }
    }

    /** A checkpoint that begins while the operator waits for room in the middle of a record must not lose that record. */
    @Test
    void aRecordThatWaitsForRoomAmongTheRequestsIsNotLost() throws Exception {
        FAILURES_LEFT.set(20);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(10);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(50, 1L));
        env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri().toString());
        env.getCheckpointConfig().enableUnalignedCheckpoints(true);
        DataStream<Tuple2<Long, Long>> counts = numbers(env, REQUESTS)
                .rebalance()
                .map(each -> Tuple2.of(each % KEYS, 1L))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(pair -> pair.f0, Types.LONG)
                .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1));
        Set<String> seen = new HashSet<>();
        try (CloseableIterator<String> results = AsyncDataStream.unorderedWait(
                        counts, new Echo(), 1, TimeUnit.MINUTES, 1)
                .map(new FailingLater())
                .executeAndCollect("requests")) {
            results.forEachRemaining(seen::add);
        }
        Map<Long, Long> running = new HashMap<>();
        Set<String> lost = new TreeSet<>();
        LongStream.rangeClosed(1, REQUESTS)
                .forEach(each -> lost.add(Tuple2.of(each % KEYS, running.merge(each % KEYS, 1L, Long::sum))
                        .toString()));
        lost.removeAll(seen);
        assertEquals(Set.of(), lost);
        assertTrue(FAILURES_LEFT.get() < 20, "it has failed");
    }

    private static void assertCounted(DataStream<Long> numbers, long count) throws Exception {
        Map<Long, Long> last = new HashMap<>();
        try (CloseableIterator<Tuple2<Long, Long>> results = numbers.map(new Failing())
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(pair -> pair.f0, Types.LONG)
                .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1))
                .filter(pair -> pair.f1 % 1000 == 0 || pair.f1 > count / KEYS - 2)
                .executeAndCollect("checkpointed")) {
            while (results.hasNext()) {
                Tuple2<Long, Long> each = results.next();
                last.merge(each.f0, each.f1, Math::max);
            }
        }
        Map<Long, Long> expected = new HashMap<>();
        LongStream.rangeClosed(1, count).forEach(each -> expected.merge(each % KEYS, 1L, Long::sum));
        assertEquals(expected, last);
        assertTrue(FAILURES_LEFT.get() <= 0, "it has failed as often as ordered");
    }
}
