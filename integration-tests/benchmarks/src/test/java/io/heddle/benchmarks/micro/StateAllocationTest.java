package io.heddle.benchmarks.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What operators with state cost in garbage, each stepped by hand on the thread of the test; see
 * {@link io.heddle.benchmarks.AllocationTest} for whole jobs. Records are made before, so that none of their bytes are counted.
 */
class StateAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** So many that the compiler gets its turn on a machine that has others to serve; a few are enough on an idle one. */
    private static final int ROUNDS = 1_000;

    private static final int KEYS = 1_000;
    private static final int BOX_BYTES = 24;
    private static final Long[] RECORDS = new Long[200_000];

    static {
        for (int n = 0; n < RECORDS.length; n++) {
            RECORDS[n] = (long) n;
        }
    }

    /** Keys are the boxes that records hold: what a selector of the user's makes is not the engine's. */
    private static final KeySpec<Long, Long> BY_KEY = new KeySpec<>(n -> RECORDS[(int) (n % KEYS)], Types.LONG);

    private final Sum end = new Sum();
    private long timeMs;

    /** Does something that many times over. */
    private interface Round {
        int run() throws Exception;
    }

    /** The least of many rounds counts: code that is not compiled yet allocates, and a table grows now and then. */
    private static void assertAtMost(double bytes, Round round) throws Exception {
        double least = Double.MAX_VALUE;
        for (int n = 0; n < ROUNDS && least > bytes; n++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            int times = round.run();
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) times);
        }
        assertTrue(least <= bytes, "each costs " + least + " bytes, allowed are " + bytes);
    }

    private Operator open(OperatorSpec spec) throws Exception {
        return Stepped.chain(List.of(spec), end, new HeapStateBackend()).get(0);
    }

    /**
     * Each second every key has a record, and a window of ten slices ends for each of them. The user's function is handed two boxes
     * and gives a third, nine times over; the record and the result need some more. A JVM that sees through the function leaves two
     * thirds of them out, which no test can rely on.
     */
    @Test
    void aResultOfASlidingWindowCostsTheBoxesItsFunctionAsksFor() throws Exception {
        Operator window = open(new OperatorSpec.Windowed<>(
                BY_KEY,
                Types.LONG,
                SlidingEventTimeWindows.of(Duration.ofSeconds(10), Duration.ofSeconds(1)),
                SlidingEventTimeWindows.of(Duration.ofSeconds(10), Duration.ofSeconds(1))
                        .getDefaultTrigger(),
                null,
                0,
                null,
                new WindowComputation<>(
                        new WindowComputation.Aggregated<>(new Total(), Types.LONG, Types.LONG),
                        new WindowComputation.PassThrough<>())));
        assertAtMost(9 * 3 * BOX_BYTES + 6 * BOX_BYTES, () -> {
            long before = end.records;
            for (int second = 0; second < 50; second++) {
                for (int key = 0; key < KEYS; key++) {
                    window.input(0).record(RECORDS[key], timeMs);
                }
                timeMs += 1_000;
                window.input(0).watermark(timeMs - 1);
            }
            assertTrue(end.records - before > 40 * KEYS, "results: " + (end.records - before));
            return 50 * KEYS;
        });
    }

    /** Two records and their pair: each makes its key's map of times and a list in it, and a timer to forget them. */
    @Test
    void aPairOfAnIntervalJoinCostsTwoMapsTwoListsAndTwoTimers() throws Exception {
        Operator join = open(
                new OperatorSpec.IntervalJoin<>(BY_KEY, BY_KEY, Types.LONG, Types.LONG, 0, 0, null, null, new Left()));
        assertAtMost(1_000, () -> {
            long before = end.records;
            for (int n = 0; n < RECORDS.length; n++) {
                join.input(0).record(RECORDS[n], timeMs);
                join.input(1).record(RECORDS[n], timeMs);
                if (n % KEYS == KEYS - 1) {
                    timeMs++;
                    join.input(0).watermark(timeMs);
                    join.input(1).watermark(timeMs);
                }
            }
            assertEquals(RECORDS.length, end.records - before);
            return RECORDS.length;
        });
    }

    /** The key and the time are remembered, and handed to the function when it is due. */
    @Test
    void aTimerThatIsSetAndFiresCostsAHundredBytesOrSo() throws Exception {
        Operator timers = open(new OperatorSpec.KeyedProcess<>(new Alarm(), BY_KEY));
        assertAtMost(136, () -> {
            long before = end.records;
            for (int n = 0; n < RECORDS.length; n++) {
                timers.input(0).record(RECORDS[n], timeMs);
                if (n % KEYS == KEYS - 1) {
                    timeMs++;
                    timers.input(0).watermark(timeMs);
                }
            }
            assertEquals(RECORDS.length, end.records - before);
            return RECORDS.length;
        });
    }

    /** What is left is the box of the key, and that of the number that the function changes. */
    @Test
    void aValueThatRocksDbsCacheHoldsCostsNothing() throws Exception {
        RocksState.Database database = new RocksState.Database();
        database.keys = KEYS;
        database.fill();
        try {
            RocksState benchmark = new RocksState();
            assertAtMost(BOX_BYTES, () -> {
                for (int n = 0; n < RECORDS.length; n++) {
                    benchmark.heddleGet(database);
                }
                return RECORDS.length;
            });
            assertAtMost(2 * BOX_BYTES, () -> {
                for (int n = 0; n < RECORDS.length; n++) {
                    benchmark.heddleUpdate(database);
                }
                return RECORDS.length;
            });
        } finally {
            database.close();
        }
    }

    /** Adds up. */
    private static final class Total implements AggregateFunction<Long, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long value, Long sum) {
            return sum + value;
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

    /** Puts out the left one of a pair. */
    private static final class Left extends ProcessJoinFunction<Long, Long, Long> {
        @Override
        public void processElement(
                Long left, Long right, ProcessJoinFunction<Long, Long, Long>.Context ctx, Collector<Long> out) {
            out.collect(left);
        }
    }

    /** Sets a timer for every record, and puts the key out when it fires. */
    private static final class Alarm extends KeyedProcessFunction<Long, Long, Long> {
        @Override
        public void processElement(
                Long value, KeyedProcessFunction<Long, Long, Long>.Context ctx, Collector<Long> out) {
            ctx.timerService().registerEventTimeTimer(ctx.timestamp() + 1);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
            out.collect(ctx.getCurrentKey());
        }
    }
}
