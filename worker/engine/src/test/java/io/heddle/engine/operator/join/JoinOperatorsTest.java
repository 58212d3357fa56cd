package io.heddle.engine.operator.join;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatJoinFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.plan.JoinedPairs;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.window.WindowOperators;
import io.heddle.engine.testing.OperatorHarness;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JoinOperatorsTest {
    private static final KeySpec<String, String> FIRST_LETTER =
            new KeySpec<>(word -> word.substring(0, 1), Types.STRING);

    private static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        Operator join = JoinOperators.make(spec, context, outputs);
        return join != null ? join : Objects.requireNonNull(WindowOperators.make(spec, context, outputs));
    }

    private static final class Pairing extends ProcessJoinFunction<String, String, String> {
        @Override
        public void processElement(String left, String right, Context ctx, Collector<String> out) {
            out.collect(left + "+" + right + " " + ctx.getLeftTimestamp() + "/" + ctx.getRightTimestamp());
        }
    }

    private static OperatorSpec interval(long lowerMs, long upperMs) {
        return new OperatorSpec.IntervalJoin<>(
                FIRST_LETTER,
                FIRST_LETTER,
                Types.STRING,
                Types.STRING,
                lowerMs,
                upperMs,
                new OutputTag<>("late", Types.STRING),
                null,
                new Pairing());
    }

    @Test
    void pairsLieWithinTheInterval() throws Exception {
        OperatorSpec spec = interval(-2, 3);
        OperatorHarness harness = new OperatorHarness(spec, JoinOperatorsTest::make, List.of(), "late").open();
        harness.record(0, "a1", 10);
        harness.record(1, "a7", 7);
        harness.record(1, "a8", 8);
        harness.record(1, "b10", 10);
        harness.record(1, "a13", 13);
        harness.record(1, "a14", 14);
        assertEquals(List.of("a1+a8 10/8@10", "a1+a13 10/13@13"), harness.taken());
        OperatorHarness again = new OperatorHarness(spec, JoinOperatorsTest::make, harness.snapshot(), "late").open();
        again.record(0, "a2", 11);
        assertEquals(
                List.of("a2+a13 11/13@13", "a2+a14 11/14@14"),
                again.taken().stream().sorted().toList());
        again.watermark(0, 13);
        again.watermark(1, 13);
        again.record(0, "a3", 12);
        again.record(1, "a4", 13);
        assertEquals(
                List.of("W 13", "a2+a4 11/13@13"),
                again.taken().stream().sorted().toList());
        assertEquals(List.of("W 13", "a3@12"), again.sides.get("late"));
    }

    @Test
    void coGroupedAndJoinedRecordsShareTheirWindow() throws Exception {
        FlatJoinFunction<String, String, String> join = (left, right, out) -> out.collect(left + "+" + right);
        OperatorSpec spec = new OperatorSpec.WindowedCoGroup<>(
                FIRST_LETTER,
                FIRST_LETTER,
                Types.STRING,
                Types.STRING,
                TumblingEventTimeWindows.of(Duration.ofMillis(10)),
                EventTimeTrigger.create(),
                null,
                0,
                new JoinedPairs<>(join));
        OperatorHarness harness = new OperatorHarness(spec, JoinOperatorsTest::make, List.of()).open();
        harness.record(0, "a1", 1);
        harness.record(0, "a2", 2);
        harness.record(1, "a3", 3);
        harness.record(1, "b1", 3);
        harness.record(1, "a4", 12);
        harness.watermark(0, 30);
        assertEquals(List.of(), harness.taken());
        OperatorHarness again = new OperatorHarness(spec, JoinOperatorsTest::make, harness.snapshot()).open();
        again.watermark(0, 30);
        again.watermark(1, 15);
        assertEquals(List.of("a1+a3@9", "a2+a3@9", "W 15"), again.taken());
    }
}
