package io.heddle.engine.operator.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.testing.OperatorHarness;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProcessOperatorsTest {
    private static final KeySpec<String, String> FIRST_LETTER =
            new KeySpec<>(word -> word.substring(0, 1), Types.STRING);
    static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);

    static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);
    static final ValueStateDescriptor<Long> SEEN = new ValueStateDescriptor<>("seen", Types.LONG);

    private static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return Objects.requireNonNull(ProcessOperators.make(spec, context, outputs));
    }

    private static OperatorHarness harness(OperatorSpec spec, List<RestoredSegment> restored) throws Exception {
        return new OperatorHarness(spec, ProcessOperatorsTest::make, restored, "side").open();
    }

    private static OperatorSpec counting() {
        return new OperatorSpec.KeyedProcess<>(new Counting(), FIRST_LETTER);
    }

    @Test
    void timersFireInOrderOncePerKeyBeforeTheWatermarkGoesOn() throws Exception {
        OperatorHarness harness = harness(counting(), List.of());
        harness.record("b1", 5);
        harness.record("a1", 1);
        harness.record("a2", 1);
        harness.watermark(10);
        assertEquals(List.of("W 10"), harness.taken());
        harness.watermark(20);
        assertEquals(List.of("a2 EVENT_TIME@11", "b1 EVENT_TIME@15", "W 20"), harness.taken());
        assertEquals(
                List.of("b1@5", "a1@1", "a2@1"),
                java.util.Objects.requireNonNull(harness.sides.get("side")).subList(0, 3));
        harness.record("a3", 2);
        assertEquals(List.of(), harness.taken());
        harness.watermark(21);
        assertEquals(List.of("a3 EVENT_TIME@12", "W 21"), harness.taken());
    }

    @Test
    void timersOfProcessingTimeFireByTheWallClockWithoutTimestamp() throws Exception {
        OperatorHarness harness = harness(counting(), List.of());
        harness.processingTime(100);
        harness.record("a", Long.MIN_VALUE);
        harness.processingTime(105);
        harness.record("b", Long.MIN_VALUE);
        harness.processingTime(109);
        assertEquals(List.of(), harness.taken());
        harness.processingTime(110);
        assertEquals(List.of("a1 PROCESSING_TIME@-"), harness.taken());
        harness.processingTime(200);
        assertEquals(List.of("b1 PROCESSING_TIME@-"), harness.taken());
    }

    /** A time that lies before 1970 has come, and holds no other up. */
    @Test
    void timersOfLongAgoFireAtOnce() throws Exception {
        OperatorHarness harness = harness(new OperatorSpec.KeyedProcess<>(new Setting(), FIRST_LETTER), List.of());
        harness.record("-5", 1);
        harness.record("7", 1);
        harness.processingTime(10);
        assertEquals(List.of("-5@-", "7@-"), harness.taken());
    }

    /** Sets a timer of processing time for the number that a record is. */
    private static final class Setting extends KeyedProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, Context ctx, Collector<String> out) {
            ctx.timerService().registerProcessingTimeTimer(Long.parseLong(value));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(Long.toString(timestamp));
        }
    }

    @Test
    void stateAndTimersAreRestored() throws Exception {
        OperatorHarness harness = harness(counting(), List.of());
        harness.record("a", 1);
        harness.record("b", Long.MIN_VALUE);
        OperatorHarness again = harness(counting(), harness.snapshot());
        again.record("a", 1);
        again.watermark(100);
        again.processingTime(100);
        assertEquals(List.of("a2 EVENT_TIME@11", "W 100", "b1 PROCESSING_TIME@-"), again.taken());
    }

    @Test
    void withoutKeysThereAreNoTimers() throws Exception {
        OperatorHarness harness = harness(new OperatorSpec.Process<>(new Timing(), null), List.of());
        Exception refusal = assertThrows(UnsupportedOperationException.class, () -> harness.record("a", 1));
        assertEquals(
                "Setting timers is only supported on a keyed stream: call keyBy(...) before process(...).",
                refusal.getMessage());
    }

    @Test
    void twoStreamsShareTimersAndEventTimeIsTheLesser() throws Exception {
        OperatorHarness harness =
                harness(new OperatorSpec.KeyedCoProcess<>(new Alone(), FIRST_LETTER, FIRST_LETTER), List.of());
        harness.record(0, "a", 1);
        harness.record(0, "b", 1);
        harness.record(1, "b", 2);
        harness.watermark(0, 100);
        assertEquals(List.of(), harness.taken());
        harness.watermark(1, 60);
        assertEquals(List.of("a alone@50", "W 60"), harness.taken());
    }

    @Test
    void eventTimeEndsWhenThatOfBothStreamsHas() throws Exception {
        OperatorSpec spec = new OperatorSpec.KeyedCoProcess<>(new Alone(), FIRST_LETTER, FIRST_LETTER);
        OperatorHarness harness = harness(spec, List.of());
        harness.watermark(1, 5);
        harness.watermark(0, Long.MAX_VALUE);
        assertEquals(List.of("W 5"), harness.taken());
        harness.idle(1, true);
        assertEquals(List.of("idle true"), harness.taken(), "its next record would be late");
        harness.idle(1, false);
        harness.watermark(1, 7);
        assertEquals(List.of("idle false", "W 7"), harness.taken());
        harness.idle(1, true);
        harness.watermark(1, Long.MAX_VALUE);
        assertEquals(List.of("idle true", "W " + Long.MAX_VALUE, "idle false"), harness.taken());
    }

    @Test
    void broadcastStateIsReadByTheOtherSideAndReachesAllKeys() throws Exception {
        OperatorSpec spec = new OperatorSpec.KeyedBroadcastProcess<>(new Ruled(), FIRST_LETTER, List.of(RULES));
        OperatorHarness harness = harness(spec, List.of());
        harness.record(0, "a1", 1);
        harness.record(1, "a-rule", 2);
        harness.record(0, "a2", 3);
        assertEquals(List.of("a1=null@1", "a:1@2", "a2=a-rule@3"), harness.taken());
        OperatorHarness again = harness(spec, harness.snapshot());
        again.record(0, "a3", 4);
        assertEquals(List.of("a3=a-rule@4"), again.taken());
    }
}
