package io.heddle.engine.operator.window;

import static io.heddle.engine.operator.window.Specs.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.CalendarWindows;
import io.heddle.api.windowing.ContinuousEventTimeTrigger;
import io.heddle.api.windowing.ContinuousProcessingTimeTrigger;
import io.heddle.api.windowing.CountEvictor;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.GlobalWindows;
import io.heddle.api.windowing.ProcessingTimeSessionWindows;
import io.heddle.api.windowing.PurgingTrigger;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.TumblingProcessingTimeWindows;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.testing.OperatorHarness;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WindowOperatorTest {
    private static final Duration TEN = Duration.ofMillis(10);

    private static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        OperatorSpec.Windowed<?, ?, ?, ?> windowed = (OperatorSpec.Windowed<?, ?, ?, ?>) spec;
        return new WindowOperator(
                windowed,
                context,
                outputs,
                WindowResults.functionOf(windowed.computation().output()));
    }

    private static OperatorHarness harness(OperatorSpec spec, List<RestoredSegment> restored) throws Exception {
        return new OperatorHarness(spec, WindowOperatorTest::make, restored, "late").open();
    }

    private static List<String> late(OperatorHarness harness) {
        return Objects.requireNonNull(harness.sides.get("late")).stream()
                .filter(each -> !each.startsWith("W"))
                .toList();
    }

    @Test
    void tumblingWindowsFireOncePerKeyAtTheirEnd() throws Exception {
        OperatorHarness harness = harness(Specs.aggregated(TumblingEventTimeWindows.of(TEN), 0), List.of());
        harness.record(pair("a", 1), 0);
        harness.record(pair("b", 5), 3);
        harness.record(pair("a", 2), 9);
        harness.record(pair("a", 4), 10);
        harness.watermark(8);
        assertEquals(List.of("W 8"), harness.taken());
        harness.watermark(9);
        assertEquals(List.of("(a,3)@9", "(b,5)@9", "W 9"), harness.taken());
        harness.record(pair("a", 100), 9);
        assertEquals(List.of("(a,100)@9"), late(harness));
        harness.watermark(Long.MAX_VALUE);
        assertEquals(List.of("(a,4)@19", "W " + Long.MAX_VALUE), harness.taken());
    }

    @Test
    void lateRecordsWithinTheAllowedLatenessFireAgain() throws Exception {
        OperatorHarness harness = harness(Specs.aggregated(TumblingEventTimeWindows.of(TEN), 5), List.of());
        harness.record(pair("a", 1), 0);
        harness.watermark(12);
        assertEquals(List.of("(a,1)@9", "W 12"), harness.taken());
        harness.record(pair("a", 2), 5);
        assertEquals(List.of("(a,3)@9"), harness.taken());
        harness.watermark(14);
        harness.record(pair("a", 2), 5);
        assertEquals(List.of("W 14"), harness.taken());
        assertEquals(List.of("(a,2)@5"), late(harness));
    }

    @Test
    void slidingWindowsOverlap() throws Exception {
        OperatorHarness harness =
                harness(Specs.aggregated(SlidingEventTimeWindows.of(TEN, Duration.ofMillis(5)), 0), List.of());
        harness.record(pair("a", 1), 2);
        harness.record(pair("a", 2), 7);
        harness.watermark(Long.MAX_VALUE);
        assertEquals(List.of("(a,1)@4", "(a,3)@9", "(a,2)@14", "W " + Long.MAX_VALUE), harness.taken());
    }

    @Test
    void windowsThatBeginWithTheSameRecordDoNotShareIt() throws Exception {
        ReduceFunction<Tuple2<String, Integer>> inPlace = (a, b) -> {
            a.f1 += b.f1;
            return a;
        };
        OperatorHarness harness = harness(
                Specs.spec(
                        SlidingEventTimeWindows.of(TEN, Duration.ofMillis(5)),
                        EventTimeTrigger.create(),
                        0,
                        new WindowComputation.Reduced<>(inPlace)),
                List.of());
        harness.record(pair("a", 1), 2);
        harness.record(pair("a", 2), 7);
        harness.record(pair("a", 4), 8);
        harness.watermark(Long.MAX_VALUE);
        assertEquals(List.of("(a,1)@4", "(a,7)@9", "(a,6)@14", "W " + Long.MAX_VALUE), harness.taken());
    }

    @Test
    void sessionsMergeAndSurviveARestore() throws Exception {
        OperatorSpec spec = Specs.aggregated(EventTimeSessionWindows.withGap(TEN), 0);
        OperatorHarness harness = harness(spec, List.of());
        harness.record(pair("a", 1), 0);
        harness.record(pair("a", 2), 15);
        harness.record(pair("b", 7), 15);
        harness = harness(spec, harness.snapshot());
        harness.record(pair("a", 4), 8);
        harness.watermark(24);
        assertEquals(
                List.of("(b,7)@24", "(a,7)@24", "W 24"),
                harness.taken().stream()
                        .sorted((x, y) -> y.compareTo(x))
                        .sorted((x, y) -> Boolean.compare(x.startsWith("W"), y.startsWith("W")))
                        .toList());
        harness.record(pair("a", 1), 14);
        assertEquals(List.of("(a,1)@14"), late(harness));
        harness.record(pair("a", 9), 30);
        harness.watermark(Long.MAX_VALUE);
        assertEquals(List.of("(a,9)@39", "W " + Long.MAX_VALUE), harness.taken());
    }

    @Test
    void sessionsKeepElementsAndTriggerStateWhenTheyMerge() throws Exception {
        OperatorHarness harness =
                harness(Specs.listed(EventTimeSessionWindows.withGap(TEN), CountTrigger.of(3), null), List.of());
        harness.record(pair("a", 1), 0);
        harness.record(pair("a", 2), 18);
        harness.record(pair("a", 3), 9);
        assertEquals(List.of("a[1, 2, 3]@27"), harness.taken());
    }

    @Test
    void countWindowsTumbleAndSlide() throws Exception {
        OperatorHarness tumbling =
                harness(Specs.listed(GlobalWindows.create(), PurgingTrigger.of(CountTrigger.of(2)), null), List.of());
        OperatorHarness sliding =
                harness(Specs.listed(GlobalWindows.create(), CountTrigger.of(2), CountEvictor.of(3)), List.of());
        for (int i = 1; i <= 5; i++) {
            tumbling.record(pair("a", i), i);
            sliding.record(pair("a", i), i);
        }
        String end = "@" + Long.MAX_VALUE;
        assertEquals(List.of("a[1, 2]" + end, "a[3, 4]" + end), tumbling.taken());
        assertEquals(List.of("a[1, 2]" + end, "a[2, 3, 4]" + end), sliding.taken());
    }

    @Test
    void continuousTriggersFireEarlyAndAtTheEnd() throws Exception {
        OperatorHarness harness = harness(
                Specs.spec(
                        TumblingEventTimeWindows.of(Duration.ofMillis(100)),
                        ContinuousEventTimeTrigger.of(Duration.ofMillis(30)),
                        0,
                        Specs.sum()),
                List.of());
        harness.record(pair("a", 1), 5);
        harness.watermark(30);
        harness.record(pair("a", 2), 40);
        harness.watermark(60);
        harness.watermark(99);
        assertEquals(List.of("(a,1)@99", "W 30", "(a,3)@99", "W 60", "(a,3)@99", "(a,3)@99", "W 99"), harness.taken());
    }

    /** Gives up where a window would fire for ever. */
    private static final class FewResults extends Specs.Mean {
        private int results;

        @Override
        public Tuple2<String, Integer> getResult(Tuple2<Integer, Integer> accumulator) {
            if (++results > 20) {
                throw new IllegalStateException("it fires again and again");
            }
            return super.getResult(accumulator);
        }
    }

    @Test
    void windowsOfLongAgoFireOnceInEveryIntervalOfTheWallClock() throws Exception {
        OperatorHarness harness = harness(
                Specs.spec(
                        TumblingEventTimeWindows.of(TEN),
                        ContinuousProcessingTimeTrigger.of(Duration.ofMillis(30)),
                        0,
                        Specs.mean(new FewResults())),
                List.of());
        harness.processingTime(100_000);
        harness.record(pair("a", 1), 5);
        harness.processingTime(100_001);
        assertEquals(List.of("(mean of 1,1)@9"), harness.taken());
        harness.record(pair("a", 3), 6);
        harness.processingTime(100_020);
        assertEquals(List.of(), harness.taken());
        harness.processingTime(100_021);
        assertEquals(List.of("(mean of 2,2)@9"), harness.taken());
        harness.watermark(9);
        harness.processingTime(200_000);
        assertEquals(List.of("W 9"), harness.taken());
    }

    @Test
    void aWindowWithoutAnEndStopsFiringWhenTheStreamEnds() throws Exception {
        OperatorHarness harness = harness(
                Specs.spec(
                        GlobalWindows.create(),
                        ContinuousEventTimeTrigger.of(Duration.ofMillis(30)),
                        0,
                        Specs.mean(new FewResults())),
                List.of());
        harness.record(pair("a", 1), 5);
        harness.watermark(35);
        assertEquals(List.of("(mean of 1,1)@" + Long.MAX_VALUE, "W 35"), harness.taken());
        harness.record(pair("a", 3), 40);
        harness.watermark(Long.MAX_VALUE);
        String last = "(mean of 2,2)@" + Long.MAX_VALUE;
        assertEquals(List.of(last, last, "W " + Long.MAX_VALUE), harness.taken());
    }

    @Test
    void windowsOfProcessingTimeFireWhenTheirLastMillisecondIsOver() throws Exception {
        OperatorHarness harness = harness(Specs.aggregated(TumblingProcessingTimeWindows.of(TEN), 0), List.of());
        harness.processingTime(3);
        harness.record(pair("a", 1), Long.MIN_VALUE);
        harness.processingTime(9);
        harness.record(pair("a", 2), Long.MIN_VALUE);
        assertEquals(List.of(), harness.taken());
        harness.processingTime(10);
        assertEquals(List.of("(a,3)@9"), harness.taken());
        OperatorHarness sessions = harness(Specs.aggregated(ProcessingTimeSessionWindows.withGap(TEN), 0), List.of());
        sessions.record(pair("a", 1), Long.MIN_VALUE);
        sessions.processingTime(8);
        sessions.record(pair("a", 2), Long.MIN_VALUE);
        sessions.processingTime(17);
        assertEquals(List.of(), sessions.taken());
        sessions.processingTime(18);
        assertEquals(List.of("(a,3)@17"), sessions.taken());
    }

    @Test
    void sessionsOfProcessingTimeMergeAlthoughTheirEndsHavePassedMeanwhile() throws Exception {
        OperatorHarness harness =
                harness(Specs.aggregated(ProcessingTimeSessionWindows.withGap(Duration.ofMillis(1)), 0), List.of());
        harness.record(pair("a", 1), Long.MIN_VALUE);
        harness.busyUntil(1);
        harness.record(pair("a", 2), Long.MIN_VALUE);
        harness.processingTime(2);
        assertEquals(List.of("(a,3)@1"), harness.taken());
    }

    @Test
    void calendarDaysFollowTheClocksOfTheirZone() throws Exception {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        OperatorHarness harness = harness(Specs.aggregated(CalendarWindows.days(berlin), 0), List.of());
        long noon =
                LocalDateTime.of(2026, 3, 29, 12, 0).atZone(berlin).toInstant().toEpochMilli();
        long midnight =
                LocalDateTime.of(2026, 3, 30, 0, 0).atZone(berlin).toInstant().toEpochMilli();
        harness.record(pair("a", 1), noon);
        harness.record(pair("a", 2), midnight - 23 * 3_600_000L);
        harness.record(pair("a", 4), midnight - 23 * 3_600_000L - 1);
        harness.watermark(midnight - 1);
        assertEquals(
                List.of("(a,4)@" + (midnight - 23 * 3_600_000L - 1), "(a,3)@" + (midnight - 1), "W " + (midnight - 1)),
                harness.taken());
    }

    /** Counts firings per window and per key. */
    private static final class Firings
            extends ProcessWindowFunction<Tuple2<String, Integer>, String, String, TimeWindow> {
        private static final ValueStateDescriptor<Integer> COUNT = new ValueStateDescriptor<>("count", Types.INT);

        private static int next(ValueState<Integer> state) throws Exception {
            Integer before = state.value();
            state.update(before == null ? 1 : before + 1);
            return before == null ? 1 : before + 1;
        }

        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Integer>> elements, Collector<String> out)
                throws Exception {
            out.collect(key + elements.iterator().next().f1 + " window "
                    + next(context.windowState().getState(COUNT)) + " key "
                    + next(context.globalState().getState(COUNT)));
        }

        @Override
        public void clear(Context context) {
            context.windowState().getState(COUNT).clear();
        }
    }

    @Test
    void processFunctionsHaveStatePerWindowAndPerKey() throws Exception {
        TumblingEventTimeWindows assigner = TumblingEventTimeWindows.of(TEN);
        OperatorSpec spec = new OperatorSpec.Windowed<>(
                Specs.KEY,
                Specs.PAIR,
                assigner,
                EventTimeTrigger.create(),
                null,
                100,
                null,
                new WindowComputation<>(Specs.sum(), new WindowComputation.Processed<>(new Firings())));
        OperatorHarness harness = harness(spec, List.of());
        harness.record(pair("a", 1), 1);
        harness.watermark(9);
        harness.record(pair("a", 1), 2);
        harness.record(pair("a", 1), 12);
        harness.watermark(19);
        assertEquals(
                List.of("a1 window 1 key 1@9", "W 9", "a2 window 2 key 2@9", "a1 window 1 key 3@19", "W 19"),
                harness.taken());
    }

    @Test
    void anAggregateThatIsNothingIsNoResultHoweverWindowsAreKept() throws Exception {
        List<WindowAssigner<Object, TimeWindow>> assigners = List.of(
                TumblingEventTimeWindows.of(TEN),
                SlidingEventTimeWindows.of(TEN, TEN.dividedBy(2)),
                EventTimeSessionWindows.withGap(TEN));
        for (WindowAssigner<Object, TimeWindow> assigner : assigners) {
            OperatorSpec spec = new OperatorSpec.Windowed<>(
                    Specs.KEY,
                    Specs.PAIR,
                    assigner,
                    EventTimeTrigger.create(),
                    null,
                    0,
                    null,
                    new WindowComputation<>(
                            Specs.mean(new Specs.MeanNotOfTwo()),
                            new WindowComputation.Applied<>(new Specs.Listing<>())));
            OperatorHarness expected = harness(spec, List.of());
            OperatorHarness actual = new OperatorHarness(spec, WindowOperators::make, List.of()).open();
            for (OperatorHarness each : List.of(expected, actual)) {
                each.record(pair("a", 1), 1);
                each.record(pair("a", 2), 2);
                each.record(pair("b", 3), 3);
                each.watermark(Long.MAX_VALUE);
            }
            assertEquals(
                    expected.taken().stream().sorted().toList(),
                    actual.taken().stream().sorted().toList(),
                    assigner.toString());
        }
    }

    @Test
    void aStreamWithoutKeysHasOneWindowForAll() throws Exception {
        TumblingEventTimeWindows assigner = TumblingEventTimeWindows.of(TEN);
        OperatorSpec spec = new OperatorSpec.Windowed<>(
                null,
                Specs.PAIR,
                assigner,
                EventTimeTrigger.create(),
                null,
                0,
                null,
                new WindowComputation<>(Specs.mean(), new WindowComputation.PassThrough<>()));
        OperatorHarness harness = harness(spec, List.of());
        harness.record(pair("a", 1), 1);
        harness.record(pair("b", 3), 2);
        harness.watermark(9);
        assertEquals(List.of("(mean of 2,2)@9", "W 9"), harness.taken());
    }
}
