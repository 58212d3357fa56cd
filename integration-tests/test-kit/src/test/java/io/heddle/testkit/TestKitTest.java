package io.heddle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(600)
class TestKitTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(3);

    /** Counts per key, and says the count when event time has passed ten more milliseconds. */
    static final class Count extends KeyedProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, Context ctx, Collector<String> out) throws Exception {
            ValueState<Integer> count = count();
            Integer before = count.value();
            count.update(before == null ? 1 : before + 1);
            ctx.timerService().registerEventTimeTimer(Objects.requireNonNull(ctx.timestamp()) + 10);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + count().value());
        }

        private ValueState<Integer> count() {
            return getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }
    }

    @Test
    void functionsAreSteppedByHand() throws Exception {
        try (var harness = ProcessFunctionTestHarnesses.forKeyedProcessFunction(new Count(), w -> w, Types.STRING)) {
            harness.processElement("a", 1);
            harness.processElement("a", 5);
            harness.processWatermark(11);
            assertEquals(List.of("a2"), harness.extractOutputValues());
            assertEquals(List.of(new StreamRecord<>("a2", 11), new Watermark(11)), List.copyOf(harness.getOutput()));
        }
    }

    @Test
    void sideOutputsAreRecordedIfTheirTagsAreGiven() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, String> harness = OneInputStreamOperatorTestHarness.of(
                Types.STRING, words -> words.process(new Apart()), Apart.LONG_ONES)) {
            harness.open();
            harness.processElement("ab");
            harness.processElement("abc", 4);
            assertEquals(List.of("ab"), harness.extractOutputValues());
            assertEquals(List.of(new StreamRecord<>("abc", 4)), List.copyOf(harness.getSideOutput(Apart.LONG_ONES)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> harness.getSideOutput(new OutputTag<>("other", Types.STRING)));
        }
    }

    private static OneInputStreamOperatorTestHarness<Tuple2<String, Integer>, Tuple2<String, Integer>> window() {
        return OneInputStreamOperatorTestHarness.of(
                Types.TUPLE(Types.STRING, Types.INT),
                records -> records.keyBy(record -> record.f0)
                        .window(TumblingEventTimeWindows.of(Time.milliseconds(10)))
                        .sum(1));
    }

    @Test
    void windowsAreTheSameAfterARestoreAnywhere() throws Exception {
        StreamLaws.sameResultAfterRestoreAnywhere(
                TestKitTest::window,
                List.of(
                        new StreamRecord<>(Tuple2.of("a", 1), 1),
                        new StreamRecord<>(Tuple2.of("b", 2), 12),
                        new StreamRecord<>(Tuple2.of("a", 3), 9),
                        new Watermark(10),
                        new StreamRecord<>(Tuple2.of("b", 4), 13),
                        new Watermark(30)));
    }

    @Test
    void aHarnessStepsOneOperator() {
        assertThrows(
                IllegalArgumentException.class,
                () -> OneInputStreamOperatorTestHarness.<Long, Long>of(
                        Types.LONG, n -> n.filter(x -> true).filter(x -> true)));
    }

    @Test
    void programsRunInThisProcess() throws Exception {
        assertEquals(3, StreamExecutionEnvironment.getExecutionEnvironment().getParallelism());
        StreamLaws.sameResultAtAnyParallelism(env -> env.fromSequence(1, 50)
                .setParallelism(1)
                .map(n -> Tuple2.of(n % 5, n))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .setParallelism(1)
                .keyBy(record -> record.f0)
                .reduce((left, right) -> Tuple2.of(left.f0, left.f1 + right.f1))
                .filter(record -> record.f1 >= 200));
    }
}
