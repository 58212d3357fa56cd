package io.heddle.engine.operator.window;

import static io.heddle.engine.operator.window.Specs.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.DynamicEventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.ProcessingTimeSessionWindows;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.testing.OperatorHarness;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sessions with a calendar give what the general operator gives, whatever comes, and over restores. */
class SessionWindowOperatorTest {
    private static Operator fast(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return new SessionWindowOperator((OperatorSpec.Windowed<?, ?, ?, ?>) spec, context, outputs);
    }

    private static Operator general(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return new WindowOperator((OperatorSpec.Windowed<?, ?, ?, ?>) spec, context, outputs, null);
    }

    private static OperatorSpec spec(Random random) {
        var content = random.nextBoolean() ? Specs.sum() : Specs.mean();
        if (random.nextInt(3) == 0) {
            var dynamic = DynamicEventTimeSessionWindows.<Object>withDynamicGap(each ->
                    1 + ((Integer) ((Tuple2<?, ?>) each).f1) * 7L % 23);
            return Specs.spec(dynamic, dynamic.getDefaultTrigger(), 0, content);
        }
        var fixed = EventTimeSessionWindows.withGap(Duration.ofMillis(1 + random.nextInt(20)));
        return Specs.spec(fixed, fixed.getDefaultTrigger(), 0, content);
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static OperatorHarness started(OperatorSpec spec, OperatorHarness.Maker maker) throws Exception {
        return new OperatorHarness(spec, maker, List.of(), "late").open();
    }

    private static List<String> late(OperatorHarness harness) {
        return Objects.requireNonNull(harness.sides.get("late"));
    }

    @Test
    void whateverComesTheResultsAreThoseOfTheGeneralOperator() throws Exception {
        int results = 0;
        int late = 0;
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            OperatorSpec spec = spec(random);
            OperatorHarness expected = started(spec, SessionWindowOperatorTest::general);
            OperatorHarness actual = started(spec, SessionWindowOperatorTest::fast);
            long watermark = 0;
            expected.watermark(watermark);
            actual.watermark(watermark);
            assertEquals(expected.taken(), actual.taken());
            for (int i = 0; i < 200; i++) {
                int kind = random.nextInt(40);
                if (kind < 6) {
                    watermark += random.nextInt(20);
                    expected.watermark(watermark);
                    actual.watermark(watermark);
                } else if (kind == 6) {
                    actual = new OperatorHarness(spec, SessionWindowOperatorTest::fast, actual.snapshot(), "late");
                    actual.open();
                    actual.watermark(watermark);
                    actual.taken();
                    late(actual).clear();
                    late(expected).clear();
                } else {
                    long timestamp = watermark + random.nextInt(90) - 30;
                    String key = "k" + random.nextInt(3);
                    expected.record(pair(key, i), timestamp);
                    actual.record(pair(key, i), timestamp);
                }
                List<String> taken = expected.taken();
                results += taken.size();
                assertEquals(sorted(taken), sorted(actual.taken()), "seed " + seed + " step " + i);
                assertEquals(late(expected), late(actual), "seed " + seed + " step " + i);
            }
            late += (int) late(expected).stream()
                    .filter(each -> !each.startsWith("W"))
                    .count();
            expected.watermark(Long.MAX_VALUE);
            actual.watermark(Long.MAX_VALUE);
            assertEquals(sorted(expected.taken()), sorted(actual.taken()), "seed " + seed);
        }
        assertTrue(results > 3_000 && late > 100, results + " results, " + late + " late records");
    }

    @Test
    void aSnapshotKeepsWhatWasThereAlthoughSessionsGoOn() throws Exception {
        OperatorSpec spec = Specs.spec(
                EventTimeSessionWindows.withGap(Duration.ofMillis(10)),
                EventTimeSessionWindows.withGap(Duration.ofMillis(10)).getDefaultTrigger(),
                0,
                Specs.mean());
        OperatorHarness harness = started(spec, SessionWindowOperatorTest::fast);
        harness.record(pair("a", 2), 5);
        harness.record(pair("a", 6), 30);
        var snapshot = harness.snapshot();
        harness.record(pair("a", 100), 6);
        harness.watermark(100);
        assertEquals(List.of("(mean of 2,51)@15", "(mean of 1,6)@39", "W 100"), harness.taken());
        OperatorHarness again = new OperatorHarness(spec, SessionWindowOperatorTest::fast, snapshot, "late").open();
        again.watermark(100);
        assertEquals(List.of("(mean of 1,2)@14", "(mean of 1,6)@39", "W 100"), again.taken());
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatIsReducedToNothingIsForgottenAsElsewhere() throws Exception {
        ReduceFunction<Tuple2<String, Integer>> unlessThree =
                (a, b) -> a.f1 + b.f1 == 3 ? null : pair(a.f0, a.f1 + b.f1);
        EventTimeSessionWindows sessions = EventTimeSessionWindows.withGap(Duration.ofMillis(10));
        OperatorSpec spec =
                Specs.spec(sessions, sessions.getDefaultTrigger(), 0, new WindowComputation.Reduced<>(unlessThree));
        for (OperatorHarness.Maker maker :
                List.<OperatorHarness.Maker>of(SessionWindowOperatorTest::general, SessionWindowOperatorTest::fast)) {
            OperatorHarness harness = started(spec, maker);
            harness.record(pair("a", 1), 0);
            harness.record(pair("a", 2), 5);
            harness.record(pair("a", 7), 20);
            harness = new OperatorHarness(spec, maker, harness.snapshot(), "late").open();
            harness.record(pair("a", 4), 12);
            harness.record(pair("b", 1), 12);
            harness.record(pair("b", 2), 13);
            harness.watermark(100);
            assertEquals(List.of("(a,11)@29", "W 100"), harness.taken());
        }
    }

    @Test
    void sessionsFireInTheOrderOfTheirEnds() throws Exception {
        OperatorSpec spec = Specs.aggregated(EventTimeSessionWindows.withGap(Duration.ofMillis(10)), 0);
        OperatorHarness harness = started(spec, SessionWindowOperatorTest::fast);
        harness.record(pair("grows", 1), 0);
        harness.record(pair("short", 2), 3);
        harness.record(pair("grows", 4), 8);
        harness.watermark(12);
        assertEquals(List.of("(short,2)@12", "W 12"), harness.taken());
        harness.watermark(17);
        assertEquals(List.of("(grows,5)@17", "W 17"), harness.taken());
    }

    @Test
    void onlyAggregatingSessionsOfEventTimeThatFireByTheirEndsAreRunThisWay() {
        EventTimeSessionWindows sessions = EventTimeSessionWindows.withGap(Duration.ofMillis(5));
        assertTrue(suits(Specs.aggregated(sessions, 0)));
        assertFalse(suits(Specs.aggregated(sessions, 1)));
        assertFalse(suits(Specs.spec(sessions, CountTrigger.of(3), 0, Specs.sum())));
        assertFalse(suits(Specs.listed(sessions, sessions.getDefaultTrigger(), null)));
        assertFalse(suits(Specs.aggregated(ProcessingTimeSessionWindows.withGap(Duration.ofMillis(5)), 0)));
    }

    private static boolean suits(OperatorSpec spec) {
        return SessionWindowOperator.suits((OperatorSpec.Windowed<?, ?, ?, ?>) spec);
    }
}
