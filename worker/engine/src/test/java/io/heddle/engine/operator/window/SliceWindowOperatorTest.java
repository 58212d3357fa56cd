package io.heddle.engine.operator.window;

import static io.heddle.engine.operator.window.Specs.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.CalendarWindows;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.CumulativeEventTimeWindows;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.SlidingProcessingTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.TumblingProcessingTimeWindows;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import io.heddle.core.types.Serializers;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.testing.OperatorHarness;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slices give what windows kept one by one give, whatever comes, and over restores. */
class SliceWindowOperatorTest {
    private static Operator sliced(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return new SliceWindowOperator((OperatorSpec.Windowed<?, ?, ?, ?>) spec, context, outputs);
    }

    private static Operator single(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return new WindowOperator((OperatorSpec.Windowed<?, ?, ?, ?>) spec, context, outputs, null);
    }

    private static Duration ms(long ms) {
        return Duration.ofMillis(ms);
    }

    static WindowAssigner<Object, TimeWindow> assigner(Random random) {
        long slide = 1 + random.nextLong(12);
        return switch (random.nextInt(5)) {
            case 0 -> TumblingEventTimeWindows.of(ms(20), ms(random.nextInt(20)));
            case 1 -> SlidingEventTimeWindows.of(ms(slide * (1 + random.nextInt(6))), ms(slide));
            case 2 ->
                SlidingEventTimeWindows.of(ms(slide + random.nextInt(40)), ms(slide), ms(random.nextInt((int) slide)));
            case 3 -> CumulativeEventTimeWindows.of(ms(slide * 5), ms(slide));
            default -> TumblingEventTimeWindows.of(ms(1 + random.nextInt(50)));
        };
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<String> late(OperatorHarness harness) {
        return Objects.requireNonNull(harness.sides.get("late"));
    }

    @Test
    void whateverComesTheResultsAreThoseOfWindowsKeptOneByOne() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            WindowAssigner<Object, TimeWindow> assigner = assigner(random);
            long latenessMs = random.nextBoolean() ? 0 : random.nextInt(30);
            OperatorSpec spec = Specs.spec(
                    assigner,
                    assigner.getDefaultTrigger(),
                    latenessMs,
                    random.nextBoolean() ? Specs.sum() : Specs.mean());
            OperatorHarness expected =
                    new OperatorHarness(spec, SliceWindowOperatorTest::single, List.of(), "late").open();
            OperatorHarness actual =
                    new OperatorHarness(spec, SliceWindowOperatorTest::sliced, List.of(), "late").open();
            long watermark = 0;
            for (int i = 0; i < 200; i++) {
                if (random.nextInt(8) == 0) {
                    watermark += random.nextInt(25);
                    expected.watermark(watermark);
                    actual.watermark(watermark);
                } else {
                    long timestamp = watermark + random.nextInt(60) - 30;
                    String key = "k" + random.nextInt(4);
                    expected.record(pair(key, i), timestamp);
                    actual.record(pair(key, i), timestamp);
                }
                assertEquals(sorted(expected.taken()), sorted(actual.taken()), "seed " + seed + " " + assigner);
            }
            expected.watermark(Long.MAX_VALUE);
            actual.watermark(Long.MAX_VALUE);
            assertEquals(sorted(expected.taken()), sorted(actual.taken()), "seed " + seed + " " + assigner);
            assertEquals(late(expected), late(actual), "seed " + seed + " " + assigner);
        }
    }

    /** Its task lives on while a producer's does, and takes checkpoints. */
    @Test
    void anOperatorThatHadFinishedLetsCheckpointsPass() throws Exception {
        SlidingEventTimeWindows assigner = SlidingEventTimeWindows.of(ms(30), ms(10));
        OperatorSpec spec = Specs.aggregated(assigner, 0);
        OperatorHarness finished = new OperatorHarness(spec, SliceWindowOperatorTest::sliced, List.of(), "late");
        finished.operator().openFinished();
        assertEquals(1, finished.snapshot().size(), "its keyed state");
        finished.operator().checkpointCompleted(7);
    }

    @Test
    void windowsThatHaveFiredDoNotFireAgainAfterARestore() throws Exception {
        SlidingEventTimeWindows assigner = SlidingEventTimeWindows.of(ms(30), ms(10));
        OperatorSpec spec = Specs.aggregated(assigner, 0);
        OperatorHarness harness = new OperatorHarness(spec, SliceWindowOperatorTest::sliced, List.of(), "late").open();
        harness.record(pair("a", 1), 5);
        harness.record(pair("a", 2), 15);
        harness.watermark(12);
        assertEquals(List.of("(a,1)@9", "W 12"), harness.taken());
        List<RestoredSegment> snapshot = harness.snapshot();
        OperatorHarness again = new OperatorHarness(spec, SliceWindowOperatorTest::sliced, snapshot, "late").open();
        again.record(pair("a", 4), 8);
        again.watermark(Long.MAX_VALUE);
        List<String> results = new ArrayList<>(again.taken());
        results.remove("W " + Long.MAX_VALUE);
        assertEquals(List.of("(a,7)@19", "(a,7)@29", "(a,2)@39"), results);
    }

    /** Changes the record it is given, which is its own. */
    private static final class Doubling
            implements WindowFunction<Tuple2<String, Integer>, Tuple2<String, Integer>, String, TimeWindow> {
        @Override
        public void apply(
                String key,
                TimeWindow window,
                Iterable<Tuple2<String, Integer>> input,
                Collector<Tuple2<String, Integer>> out) {
            for (Tuple2<String, Integer> each : input) {
                each.f1 *= 2;
                out.collect(each);
            }
        }
    }

    /** Changes what it has added up when it is asked for it. */
    private static final class DoublingSum extends Specs.Mean {
        @Override
        public Tuple2<String, Integer> getResult(Tuple2<Integer, Integer> accumulator) {
            accumulator.f0 *= 2;
            return Tuple2.of("a", accumulator.f0);
        }
    }

    @Test
    void aCheckpointThatIsBeingWrittenKeepsWhatFiringWindowsGiveAway() throws Exception {
        TumblingEventTimeWindows assigner = TumblingEventTimeWindows.of(ms(10));
        keepsWhatWasThere(new OperatorSpec.Windowed<>(
                Specs.KEY,
                Specs.PAIR,
                assigner,
                EventTimeTrigger.create(),
                null,
                0,
                null,
                new WindowComputation<>(Specs.sum(), new WindowComputation.Applied<>(new Doubling()))));
        keepsWhatWasThere(Specs.spec(assigner, EventTimeTrigger.create(), 0, Specs.mean(new DoublingSum())));
    }

    private static void keepsWhatWasThere(OperatorSpec spec) throws Exception {
        OperatorHarness harness = new OperatorHarness(spec, SliceWindowOperatorTest::sliced, List.of(), "late").open();
        harness.record(pair("a", 1), 5);
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        harness.operator().snapshot(checkpoint);
        harness.watermark(9);
        assertEquals(List.of("(a,2)@9", "W 9"), harness.taken());
        OperatorHarness again =
                new OperatorHarness(spec, SliceWindowOperatorTest::sliced, checkpoint.written(), "late").open();
        again.watermark(9);
        assertEquals(List.of("(a,2)@9", "W 9"), again.taken());
    }

    @Test
    void keysThatComeTogetherRememberHowFarTheirWindowsHadFired() throws Exception {
        for (long latenessMs : List.of(0, 50)) {
            OperatorSpec spec = Specs.aggregated(TumblingEventTimeWindows.of(ms(10)), latenessMs);
            List<RestoredSegment> both = new ArrayList<>();
            for (int subtask = 0; subtask < 2; subtask++) {
                OperatorHarness half = OperatorHarness.subtask(
                                subtask, 2, spec, SliceWindowOperatorTest::sliced, List.of(), "late")
                        .open();
                half.record(pair(keyOf(subtask), 1), 15);
                half.watermark(subtask == 0 ? 12 : 30);
                both.addAll(half.snapshot());
            }
            OperatorHarness one = new OperatorHarness(spec, SliceWindowOperatorTest::sliced, both, "late").open();
            one.record(pair(keyOf(0), 2), 16);
            one.record(pair(keyOf(1), 4), 16);
            String ahead = "(" + keyOf(1) + ",";
            assertEquals(latenessMs == 0 ? List.of() : List.of(ahead + "5)@19"), one.taken());
            assertEquals(latenessMs == 0 ? List.of(ahead + "4)@16") : List.of(), late(one));
            one.watermark(19);
            assertEquals(List.of("(" + keyOf(0) + ",3)@19", "W 19"), one.taken());
        }
    }

    /** A key of that one of two subtasks. */
    private static String keyOf(int subtask) {
        KeyHasher<String> hasher =
                KeyHashers.of(Types.STRING, Serializers.of(SliceWindowOperatorTest.class.getClassLoader()));
        for (int i = 0; ; i++) {
            String key = "k" + i;
            if (KeyGroups.groupOf(hasher.hash(key), 128) / 64 == subtask) {
                return key;
            }
        }
    }

    @Test
    void windowsOfProcessingTimeFireAtTheirEndsByTheWallClock() throws Exception {
        OperatorSpec tumbling = Specs.aggregated(TumblingProcessingTimeWindows.of(ms(10)), 0);
        OperatorHarness harness =
                new OperatorHarness(tumbling, SliceWindowOperatorTest::sliced, List.of(), "late").open();
        harness.processingTime(3);
        harness.record(pair("a", 1), Long.MIN_VALUE);
        harness.processingTime(9);
        harness.record(pair("a", 2), Long.MIN_VALUE);
        assertEquals(List.of(), harness.taken());
        harness.processingTime(10);
        assertEquals(List.of("(a,3)@9"), harness.taken());
        OperatorSpec sliding = Specs.aggregated(SlidingProcessingTimeWindows.of(ms(20), ms(10)), 0);
        harness = new OperatorHarness(sliding, SliceWindowOperatorTest::sliced, List.of(), "late").open();
        harness.record(pair("a", 1), Long.MIN_VALUE);
        harness.processingTime(10);
        harness.record(pair("a", 2), Long.MIN_VALUE);
        harness.processingTime(40);
        assertEquals(List.of("(a,1)@9", "(a,3)@19", "(a,2)@29"), harness.taken());
    }

    @Test
    void onlyAlignedAggregatesWithTheirOwnTriggerAreSliced() {
        assertTrue(SliceWindowOperator.suits((OperatorSpec.Windowed<?, ?, ?, ?>)
                Specs.aggregated(CalendarWindows.days(ZoneId.of("Asia/Shanghai")), 0)));
        assertFalse(SliceWindowOperator.suits(
                (OperatorSpec.Windowed<?, ?, ?, ?>) Specs.aggregated(EventTimeSessionWindows.withGap(ms(5)), 0)));
        assertFalse(SliceWindowOperator.suits((OperatorSpec.Windowed<?, ?, ?, ?>)
                Specs.spec(TumblingEventTimeWindows.of(ms(5)), CountTrigger.of(3), 0, Specs.sum())));
    }

    @Test
    void anAggregateWithoutMergeIsKeptWindowByWindow() throws Exception {
        for (boolean says : List.of(false, true)) {
            Specs.Mean function = new Specs.MeanWithoutMerge(says);
            SlidingEventTimeWindows sliding = SlidingEventTimeWindows.of(ms(30), ms(10));
            OperatorSpec spec = Specs.spec(sliding, sliding.getDefaultTrigger(), 0, Specs.mean(function));
            OperatorHarness harness = new OperatorHarness(spec, WindowOperators::make, List.of(), "late").open();
            harness.record(pair("a", 1), 5);
            harness.record(pair("a", 3), 15);
            harness.watermark(40);
            assertEquals(
                    List.of("(mean of 1,1)@9", "(mean of 2,2)@19", "(mean of 2,2)@29", "(mean of 1,3)@39", "W 40"),
                    harness.taken());
            TumblingEventTimeWindows tumbling = TumblingEventTimeWindows.of(ms(10));
            assertTrue(SliceWindowOperator.suits((OperatorSpec.Windowed<?, ?, ?, ?>)
                    Specs.spec(tumbling, tumbling.getDefaultTrigger(), 0, Specs.mean(function))));
        }
    }
}
