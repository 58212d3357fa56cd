package io.heddle.engine.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.agent.Wakeup;
import io.heddle.engine.source.SourceOperator.Progress;
import io.heddle.engine.source.StepSource.Step;
import io.heddle.engine.testing.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A reader, or a split of it, that is too far ahead in event time waits for the slowest of its group. */
class AlignmentTest {
    private static final Duration DRIFT = Duration.ofMillis(25);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final List<String> pauses = new ArrayList<>();

    /** Each record is a watermark of its own. */
    private static final class EachRecord implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private OperatorHarness harness(WatermarkStrategy<Long> strategy, Step... steps) throws Exception {
        WatermarkStrategy<Long> aligned =
                strategy.withTimestampAssigner((n, before) -> n).withWatermarkAlignment("group", DRIFT, INTERVAL);
        OperatorSpec spec = new OperatorSpec.SplitSource<>(new StepSource(List.of(steps), pauses), aligned);
        OperatorHarness made = new OperatorHarness(
                spec,
                (each, context, outputs) -> Objects.requireNonNull(Sources.make(each, context, outputs, new Nobody())),
                List.of(),
                Map.of("time.sanity", "off"));
        source(made).start(new Wakeup());
        return made;
    }

    private OperatorHarness harness(Step... steps) throws Exception {
        return harness(WatermarkStrategy.forGenerator(context -> new EachRecord()), steps);
    }

    private static SourceOperator source(OperatorHarness harness) {
        return (SourceOperator) harness.operator();
    }

    private static List<String> recordsOf(OperatorHarness harness) {
        return harness.taken().stream().filter(each -> !each.startsWith("W")).toList();
    }

    /** There is no enumerator. */
    private record Nobody() implements SourceLinks {
        @Override
        public void toEnumerator(byte[] payload) {}

        @Override
        public void toReader(int reader, byte[] payload) {}

        @Override
        public int readers() {
            return 1;
        }
    }

    @Test
    void theReaderWaitsFromItsFirstRecordOnAndGoesOnAsFarAsTheSlowestAllows() throws Exception {
        OperatorHarness one = harness(new Step("a", 10));
        assertEquals(Progress.NOTHING, source(one).poll());
        assertEquals(List.of("0@0", "10@10", "20@20", "30@30"), recordsOf(one));
        assertEquals(List.of("group@0"), one.eventTimes, "said at once");

        source(one).onEventTimeLeast(20);
        assertEquals(Progress.NOTHING, source(one).poll());
        assertEquals(List.of("40@40", "50@50"), recordsOf(one));

        one.processingTime(INTERVAL.toMillis());
        assertEquals(List.of("group@0", "group@50"), one.eventTimes);

        source(one).onEventTimeLeast(Long.MAX_VALUE);
        assertEquals(Progress.MORE, source(one).poll(), "nobody else is there");
    }

    @Test
    void theReaderGoesOnAloneWhenNobodyAnswers() throws Exception {
        OperatorHarness one = harness(new Step("a", 10));
        assertEquals(Progress.NOTHING, source(one).poll());
        one.processingTime(5_000);
        assertEquals(Progress.NOTHING, source(one).poll());
        one.processingTime(6_000);
        assertEquals(Progress.MORE, source(one).poll());
        source(one).onEventTimeLeast(0);
        assertEquals(Progress.NOTHING, source(one).poll(), "it waits again as soon as somebody does");
    }

    @Test
    void aSplitIsPausedAloneWhileOthersAreNear() throws Exception {
        OperatorHarness two = harness(new Step("slow", 1), new Step("fast", 20));
        source(two).onEventTimeLeast(0);
        assertEquals(Progress.NOTHING, source(two).poll());
        assertEquals(List.of("pause [fast] resume []", "pause [slow] resume []"), pauses);
        List<String> records = recordsOf(two);
        assertEquals(
                List.of("0@0", "20@20", "40@40"),
                records.stream()
                        .filter(each -> Integer.parseInt(each.substring(0, each.indexOf('@'))) % 20 == 0)
                        .distinct()
                        .toList());
        assertEquals("26@26", records.get(records.size() - 1), "the slow split went on up to the limit");

        source(two).onEventTimeLeast(26);
        assertEquals(Progress.NOTHING, source(two).poll());
        assertEquals("pause [] resume [slow, fast]", pauses.get(2));
    }

    @Test
    void whoIsHeldBackIsNotIdle() throws Exception {
        WatermarkStrategy<Long> strategy = WatermarkStrategy.<Long>forGenerator(context -> new EachRecord())
                .withIdleness(Duration.ofSeconds(3));
        OperatorHarness one = harness(strategy, new Step("a", 10));
        assertEquals(Progress.NOTHING, source(one).poll());
        for (int second = 1; second <= 10; second++) {
            source(one).onEventTimeLeast(0);
            one.processingTime(second * 1_000L);
            assertEquals(Progress.NOTHING, source(one).poll());
        }
        assertFalse(one.out.contains("idle true"), one.out.toString());
        assertEquals("group@30", one.eventTimes.get(one.eventTimes.size() - 1));
    }
}
