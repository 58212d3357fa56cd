package io.heddle.engine.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.control.Lateness;
import io.heddle.engine.operator.LateSamples;
import io.heddle.engine.operator.Operators;
import io.heddle.engine.source.SourceOperator.Progress;
import io.heddle.engine.source.StepSource.Step;
import io.heddle.engine.testing.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Records that are read behind the watermark are sampled with their split and their place in it. */
class BehindWatermarkTest {
    private static final Map<String, String> ANY_TIME = Map.of("time.sanity", "off");

    /** Every fourth step is 35 ms back; event time follows the rest. */
    private static WatermarkStrategy<Long> setBack() {
        return WatermarkStrategy.<Long>forGenerator(context -> new EachRecord())
                .withTimestampAssigner((n, before) -> n / 10 % 4 == 3 ? n - 35 : n);
    }

    private static final class EachRecord implements WatermarkGenerator<Long> {
        private long greatest = Long.MIN_VALUE;

        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            greatest = Math.max(greatest, eventTimestamp);
            output.emitWatermark(new Watermark(greatest));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static List<String> read(OperatorHarness harness) {
        Lateness lateness = harness.observations().late().report(0);
        return lateness.read().stream()
                .map(each ->
                        each.split() + ": " + each.position() + ", " + each.timestampMs() + " at " + each.watermarkMs())
                .toList();
    }

    @Test
    void aReaderSaysSplitAndPosition() throws Exception {
        OperatorHarness harness = new OperatorHarness(
                new OperatorSpec.SplitSource<>(
                        new StepSource(List.of(new Step("a", 10)), new ArrayList<>()), setBack()),
                (each, context, outputs) -> Objects.requireNonNull(Sources.make(each, context, outputs, new Nobody())),
                List.of(),
                ANY_TIME);
        SourceOperator source = (SourceOperator) harness.operator();
        source.start(new Wakeup());
        assertEquals(Progress.MORE, source.poll());
        List<String> read = read(harness);
        assertEquals(16, read.size(), "64 polls, every fourth behind");
        assertEquals(List.of("a: step 3, -5 at 20", "a: step 7, 35 at 60"), read.subList(0, 2));
    }

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
    void timestampsThatAreAssignedLaterAreComparedWithTheWatermarksMadeThere() throws Exception {
        OperatorHarness harness = new OperatorHarness(
                        new OperatorSpec.TimestampsAndWatermarks<>(setBack()), Operators::make, List.of(), ANY_TIME)
                .open();
        harness.observations().late().readingFrom(new Line(harness));
        for (long n = 0; n < 80; n += 10) {
            harness.record(n, 0);
        }
        assertEquals(List.of("s: after 6, -5 at 20", "s: after 13, 35 at 60"), read(harness));
    }

    /** Counts what has come out. */
    private record Line(OperatorHarness harness) implements LateSamples.Whereabouts {
        @Override
        public String split() {
            return "s";
        }

        @Override
        public String place() {
            return "after " + harness.out.size();
        }
    }

    /** Emits three records, the last of them late by its own watermark. */
    private static final class Three implements SourceFunction<Long> {
        @Override
        public void run(SourceContext<Long> ctx) {
            ctx.collect(10L);
            ctx.collect(20L);
            ctx.collect(30L);
        }

        @Override
        public void cancel() {}
    }

    @Test
    void recordsOfASourceFunctionAreCounted() throws Exception {
        OperatorHarness harness = new OperatorHarness(
                new OperatorSpec.FunctionSource<>(new Three(), Boundedness.CONTINUOUS_UNBOUNDED),
                (each, context, outputs) -> Objects.requireNonNull(Sources.make(each, context, outputs, new Nobody())),
                List.of(),
                ANY_TIME);
        FunctionSourceOperator source = (FunctionSourceOperator) harness.operator();
        source.open();
        assertEquals("record 0 since the function began", source.place());
        Wakeup wakeup = new Wakeup();
        source.start(wakeup);
        while (source.poll() != Progress.END) {
            wakeup.await(1_000_000);
        }
        assertEquals("record 3 since the function began", source.place());
        source.close();
    }
}
