package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounded jobs that run stage after stage: what one stage leaves behind is read by the next, also after failures. */
@Timeout(600)
class BatchStagesTest {
    private static StreamExecutionEnvironment batch(int parallelism) {
        return environment(parallelism).setRuntimeMode(RuntimeExecutionMode.BATCH);
    }

    private static DataStream<Tuple2<Long, Long>> byRemainder(DataStream<Long> numbers, long divisor) {
        return numbers.map(n -> Tuple2.of(n % divisor, n)).returns(Types.TUPLE(Types.LONG, Types.LONG));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void threeStagesGiveTheSameAtAnyParallelism(int parallelism) throws Exception {
        DataStream<Long> numbers = batch(parallelism).fromSequence(1, 1_000);
        DataStream<Tuple2<Long, Long>> sums = byRemainder(numbers, 10).keyBy(0).sum(1);
        DataStream<Long> totals = sums.rebalance().map(each -> each.f1).returns(Types.LONG);
        DataStream<Tuple2<Long, Long>> parity = byRemainder(totals, 2).keyBy(0).sum(1);
        assertEquals(List.of("(0,500500)"), sorted(parity));
    }

    @Test
    void aStreamThatMeetsItselfAgainIsReadTwice() throws Exception {
        DataStream<Tuple2<Long, Long>> pairs = byRemainder(batch(2).fromSequence(1, 100), 4);
        DataStream<Tuple2<Long, Long>> sums = pairs.keyBy(0).sum(1);
        DataStream<String> joined = pairs.filter(pair -> pair.f1 <= 4)
                .join(sums)
                .where(pair -> pair.f0)
                .equalTo(sum -> sum.f0)
                .window(io.heddle.api.windowing.GlobalWindows.createWithEndOfStreamTrigger())
                .apply((pair, sum) -> pair.f1 + ":" + sum.f1);
        assertEquals(List.of("1:1225", "2:1250", "3:1275", "4:1300"), sorted(joined));
    }

    @Test
    void windowsGiveOneResultPerKeyAndNothingIsLate() throws Exception {
        DataStream<Tuple2<Long, Long>> pairs = byRemainder(batch(3).fromSequence(0, 99), 2);
        DataStream<Tuple2<Long, Long>> sums = pairs.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple2<Long, Long>>forMonotonousTimestamps()
                                .withTimestampAssigner((pair, before) -> (99 - pair.f1) * 100))
                .keyBy(pair -> pair.f0)
                .window(TumblingEventTimeWindows.of(Time.seconds(5)))
                .sum(1);
        assertEquals(List.of("(0,1850)", "(0,600)", "(1,1875)", "(1,625)"), sorted(sums));
    }

    /** Counts the calls of one stage, over all attempts. */
    static final class Counting extends RichMapFunction<Long, Long> {
        static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public Long map(Long value) {
            CALLS.incrementAndGet();
            return value;
        }
    }

    /** Fails at its first records. */
    static final class Failing extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        static final AtomicInteger LEFT = new AtomicInteger();

        @Override
        public Tuple2<Long, Long> map(Tuple2<Long, Long> value) {
            if (LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("the second stage stumbles");
            }
            return value;
        }
    }

    @Test
    void theStageBeforeAFailureIsNotRunAgain() throws Exception {
        Counting.CALLS.set(0);
        Failing.LEFT.set(2);
        StreamExecutionEnvironment env = batch(2);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 10L));
        DataStream<Long> counted = env.fromSequence(1, 200).map(new Counting());
        assertEquals(
                List.of("(0,10100)", "(1,10000)"),
                sorted(byRemainder(counted, 2).keyBy(0).sum(1).map(new Failing())));
        assertTrue(Failing.LEFT.get() < 0);
        assertEquals(200, Counting.CALLS.get(), "records of the first stage, over all attempts");
    }
}
