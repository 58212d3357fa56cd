package io.heddle.engine.operator.window;

import static io.heddle.engine.operator.window.Specs.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.CalendarWindows;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.SlidingProcessingTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.testing.OperatorHarness;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Of input that comes key by key and by time, slices give what windows kept one by one give, in the same order. */
class SortedWindowOperatorTest {
    private static final Map<String, String> BATCH = Map.of("execution.runtime-mode", "BATCH");

    private static Operator single(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        OperatorSpec.Windowed<?, ?, ?, ?> windowed = (OperatorSpec.Windowed<?, ?, ?, ?>) spec;
        return new WindowOperator(
                windowed,
                context,
                outputs,
                WindowResults.functionOf(windowed.computation().output()));
    }

    private static OperatorHarness open(OperatorSpec spec, OperatorHarness.Maker maker) throws Exception {
        return new OperatorHarness(spec, maker, List.of(), BATCH).open();
    }

    /** Tells what a function sees: the key, the window, the clock of event time, and how often the key has fired. */
    static final class Seen extends ProcessWindowFunction<Tuple2<String, Integer>, String, String, TimeWindow> {
        private static final ValueStateDescriptor<Integer> FIRED = new ValueStateDescriptor<>("fired", Types.INT);

        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Integer>> elements, Collector<String> out)
                throws Exception {
            ValueState<Integer> fired = context.globalState().getState(FIRED);
            Integer before = fired.value();
            fired.update(before == null ? 1 : before + 1);
            out.collect(key
                    + context.window()
                    + context.currentWatermark()
                    + fired.value()
                    + elements.iterator().next());
        }
    }

    private static OperatorSpec seen(WindowAssigner<Object, TimeWindow> assigner) {
        return new OperatorSpec.Windowed<>(
                Specs.KEY,
                Specs.PAIR,
                assigner,
                assigner.getDefaultTrigger(),
                null,
                0,
                null,
                new WindowComputation<>(Specs.sum(), new WindowComputation.Processed<>(new Seen())));
    }

    private static OperatorSpec spec(Random random) {
        WindowAssigner<Object, TimeWindow> assigner = SliceWindowOperatorTest.assigner(random);
        long latenessMs = random.nextBoolean() ? 0 : random.nextInt(30);
        return switch (random.nextInt(3)) {
            case 0 -> seen(assigner);
            case 1 -> Specs.spec(assigner, assigner.getDefaultTrigger(), latenessMs, Specs.mean());
            default -> Specs.spec(assigner, assigner.getDefaultTrigger(), latenessMs, Specs.sum());
        };
    }

    @Test
    void whateverComesTheResultsAreThoseOfWindowsKeptOneByOne() throws Exception {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            OperatorSpec spec = spec(random);
            OperatorHarness expected = open(spec, SortedWindowOperatorTest::single);
            OperatorHarness actual = open(spec, WindowOperators::make);
            assertTrue(actual.operator().getClass().getName().contains("SortedWindowOperator"));
            for (int key = 0; key < 5; key++) {
                int most = 1 + random.nextInt(500);
                LongStream times = random.longs(random.nextInt(60), -most, most).sorted();
                for (long time : times.toArray()) {
                    int number = random.nextInt(1_000);
                    expected.record(pair("k" + key, number), time);
                    actual.record(pair("k" + key, number), time);
                }
                expected.operator().endKey();
                actual.operator().endKey();
                assertEquals(expected.taken(), actual.taken(), "seed " + seed);
            }
            expected.watermark(Long.MAX_VALUE);
            actual.watermark(Long.MAX_VALUE);
            assertEquals(expected.taken(), actual.taken(), "seed " + seed);
        }
    }

    @Test
    void aWindowLeavesAsSoonAsARecordShowsThatItIsOver() throws Exception {
        OperatorHarness harness = open(
                Specs.aggregated(SlidingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(10)), 0),
                WindowOperators::make);
        harness.record(pair("a", 1), 3);
        harness.record(pair("a", 2), 12);
        assertEquals(List.of("(a,1)@9"), harness.taken());
        harness.record(pair("a", 4), 50);
        assertEquals(List.of("(a,3)@19", "(a,2)@29"), harness.taken());
        harness.operator().endKey();
        assertEquals(List.of("(a,4)@59", "(a,4)@69"), harness.taken());
    }

    @Test
    void onlyAlignedWindowsOfEventTimeAreSliced() {
        assertTrue(suits(SlidingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(10))));
        assertTrue(suits(CalendarWindows.days(ZoneOffset.UTC)));
        assertFalse(suits(SlidingProcessingTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(10))));
        assertFalse(suits(EventTimeSessionWindows.withGap(Duration.ofMillis(20))));
    }

    private static boolean suits(WindowAssigner<Object, TimeWindow> assigner) {
        return SortedWindowOperator.suits((OperatorSpec.Windowed<?, ?, ?, ?>) Specs.aggregated(assigner, 0));
    }

    @Test
    void aRecordWithoutATimestampIsRefused() throws Exception {
        OperatorHarness harness = open(
                Specs.aggregated(SlidingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(10)), 0),
                WindowOperators::make);
        Exception refused = assertThrows(Exception.class, () -> harness.record(pair("a", 1), Input.NO_TIMESTAMP));
        assertTrue(String.valueOf(refused.getMessage()).contains("without a timestamp"), refused.getMessage());
    }
}
