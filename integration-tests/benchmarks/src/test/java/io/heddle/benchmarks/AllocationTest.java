package io.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What a record costs in garbage on the thread of its task. Bytes do not depend on how fast the machine is, so a regression
 * is seen without measuring time; the limits leave room for what code allocates before it is compiled.
 */
class AllocationTest {
    private static final int RECORDS = 2_000_000;
    /** So many that the compiler gets its turn on a machine that has others to serve; one is enough on an idle one. */
    private static final int RUNS = 60;

    private static final int BOXED_LONG_BYTES = 24;
    private static final int TUPLE_BYTES = 24;
    private static final AtomicLong BYTES = new AtomicLong();
    private static final AtomicLong SEEN = new AtomicLong();

    @Test
    void chainAllocatesNothingButWhatFunctionsMake() throws Exception {
        assertAtMost(BOXED_LONG_BYTES + 1, env -> {
            DataStream<String> words =
                    env.fromSequence(1, RECORDS).map(n -> "word").returns(Types.STRING);
            for (int i = 0; i < 5; i++) {
                words = words.map(word -> word).returns(Types.STRING);
            }
            words.map(new Meter<>()).returns(Types.STRING).sinkTo(new DiscardingSink<>());
        });
    }

    @Test
    void mapsOfNumbersBoxOnlyWhatComesInAndGoesOut() throws Exception {
        assertAtMost(2 * BOXED_LONG_BYTES + 1, env -> {
            DataStream<Long> numbers = env.fromSequence(1, RECORDS);
            for (int i = 0; i < 10; i++) {
                numbers = numbers.map(n -> n + 1);
            }
            numbers.map(new Meter<>()).returns(Types.LONG).sinkTo(new DiscardingSink<>());
        });
    }

    @Test
    void receiverOfAnExchangeAllocatesNothing() throws Exception {
        assertAtMost(1, env -> {
            env.fromSequence(1, RECORDS)
                    .map(n -> "word")
                    .returns(Types.STRING)
                    .rebalance()
                    .map(new Meter<>())
                    .returns(Types.STRING)
                    .sinkTo(new DiscardingSink<>());
        });
    }

    /** The batches it fills are arrays of references, which go with the records. */
    @Test
    void taskBetweenTwoExchangesAllocatesItsBatchesAlone() throws Exception {
        assertAtMost(8, env -> {
            env.fromSequence(1, RECORDS)
                    .map(n -> "word")
                    .returns(Types.STRING)
                    .keyBy(word -> word)
                    .map(new Meter<>())
                    .returns(Types.STRING)
                    .rebalance()
                    .map(word -> word)
                    .returns(Types.STRING)
                    .sinkTo(new DiscardingSink<>());
        });
    }

    @Test
    void keyedSumAllocatesItsResultAndNoMore() throws Exception {
        assertAtMost(TUPLE_BYTES + BOXED_LONG_BYTES + 1, env -> {
            env.fromSequence(1, RECORDS)
                    .map(n -> Tuple2.of((int) (n % 100), 1L))
                    .returns(Types.TUPLE(Types.INT, Types.LONG))
                    .keyBy(pair -> pair.f0)
                    .sum(1)
                    .map(new Meter<>())
                    .returns(Types.TUPLE(Types.INT, Types.LONG))
                    .sinkTo(new DiscardingSink<>());
        });
    }

    /** Sums are bits in the table: the function is handed one in a box and gives another. */
    @Test
    void windowAllocatesTheOldAndTheNewAccumulatorAndLittleMore() throws Exception {
        assertAtMost(2 * BOXED_LONG_BYTES + 8, env -> {
            env.fromSequence(1, RECORDS)
                    .assignTimestampsAndWatermarks(
                            WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((n, before) -> n))
                    .keyBy(n -> n % 100)
                    .window(TumblingEventTimeWindows.of(Duration.ofSeconds(100)))
                    .aggregate(new MeteredSum())
                    .sinkTo(new DiscardingSink<>());
        });
    }

    /** The least of a few runs counts: on a busy machine the compiler is late, and code that is not compiled allocates. */
    private static void assertAtMost(int bytesPerRecord, Consumer<StreamExecutionEnvironment> program)
            throws Exception {
        double least = Double.MAX_VALUE;
        for (int run = 0; run < RUNS && least > bytesPerRecord; run++) {
            BYTES.set(0);
            SEEN.set(0);
            StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
            program.accept(env);
            env.execute("allocation");
            assertTrue(SEEN.get() > RECORDS / 2, "only " + SEEN.get() + " records were looked at");
            least = Math.min(least, BYTES.get() / (double) SEEN.get());
        }
        assertTrue(least <= bytesPerRecord, "a record costs " + least + " bytes, allowed are " + bytesPerRecord);
    }

    /** Adds up, and passes each record by a {@link Meter}, since a window has no output per record. */
    private static final class MeteredSum implements AggregateFunction<Long, Long, Long> {
        private final Meter<Long> meter = new Meter<>();

        @Override
        public Long createAccumulator() {
            return 1_000L;
        }

        @Override
        public Long add(Long value, Long sum) {
            return sum + meter.map(value);
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

    /** Reads what the thread has allocated, from the first compiled records to the last. */
    private static final class Meter<T> implements MapFunction<T, T> {
        private static final int WARM_UP = RECORDS / 4;

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private long seen;
        private long startBytes;

        @Override
        public T map(T value) {
            if (seen++ == WARM_UP) {
                startBytes = THREADS.getCurrentThreadAllocatedBytes();
            } else if (seen == RECORDS) {
                BYTES.set(THREADS.getCurrentThreadAllocatedBytes() - startBytes);
                SEEN.set(RECORDS - WARM_UP);
            }
            return value;
        }
    }
}
