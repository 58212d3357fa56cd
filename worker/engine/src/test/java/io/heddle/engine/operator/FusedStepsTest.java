package io.heddle.engine.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.types.Serializers;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedStepsTest {
    private static final long COUNT = 5_000;

    /** Source, then maps and filters in turn, then a sink in another task. */
    private static Rig rig(int steps, MapFunction<Long, Long> map, FilterFunction<Long> filter) {
        RangeSource source = new RangeSource(COUNT, 500);
        List<OperatorSpec> chain = new ArrayList<>();
        chain.add(new OperatorSpec.SplitSource<>(source, WatermarkStrategy.noWatermarks()));
        for (int i = 0; i < steps; i++) {
            chain.add(i % 3 == 2 ? new OperatorSpec.Filter<>(filter, null) : new OperatorSpec.Map<>(map, null));
        }
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex("chain", 2, chain.toArray(OperatorSpec[]::new));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        Rig rig = new Rig(plans.plan(), 1);
        rig.deploy(Map.of());
        rig.run();
        return rig;
    }

    private static List<Long> expected(int steps) {
        List<Long> all = new ArrayList<>();
        for (long n = 0; n < COUNT; n++) {
            long value = n;
            boolean passes = true;
            for (int i = 0; i < steps && passes; i++) {
                if (i % 3 == 2) {
                    passes = value % 7 != 0;
                } else {
                    value = 3 * value + 1;
                }
            }
            if (passes) {
                all.add(value);
            }
        }
        return all.stream().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 65, 150})
    void recordsGoThroughAllStepsInOrder(int steps) {
        Rig rig = rig(steps, n -> 3 * n + 1, n -> n % 7 != 0);
        assertNull(rig.failure());
        List<Long> results = rig.collected(
                "result", Serializers.of(FusedStepsTest.class.getClassLoader()).of(Types.LONG));
        assertEquals(expected(steps), results.stream().sorted().toList());
    }

    @Test
    void failureOfAFunctionFailsTheJobWithIt() {
        Rig rig = rig(
                6,
                n -> {
                    if (n == 4_999) {
                        throw new IllegalStateException("no more than that");
                    }
                    return n;
                },
                n -> true);
        assertTrue(Objects.requireNonNull(rig.failure()).contains("no more than that"), rig.failure());
    }

    @Test
    void functionsOfOtherClassesTakeTheHeadsOwnWay() throws Exception {
        MapFunction<Object, Object> known = value -> "known";
        MapFunction<Object, Object> other = value -> "other";
        assertFalse(known.getClass().equals(other.getClass()));
        Seen head = new Seen();
        Seen next = new Seen();
        var constructor = FusedStepsCode.constructor(List.of(map(known), map(known)), Seen.class);

        Object sameClasses = ClassCopies.make(constructor, head, new Object[] {known, known}, next);
        assertInstanceOf(Input.class, sameClasses);
        ((Input) sameClasses).record("a", 5);
        ((Input) ClassCopies.make(constructor, head, new Object[] {known, other}, next)).record("b", 6);

        assertEquals(List.of("known@5"), next.seen);
        assertEquals(List.of("b@6"), head.seen);
    }

    private static Step.Call map(MapFunction<Object, Object> function) {
        return new Step.Call(function, MapFunction.class);
    }

    /** Counts as a map, and keeps even numbers as a filter. */
    private static final class Both implements MapFunction<Long, Long>, FilterFunction<Long> {
        @Override
        public Long map(Long value) {
            return value + 1;
        }

        @Override
        public boolean filter(Long value) {
            return value % 2 == 0;
        }
    }

    @Test
    void anObjectThatCanDoBothIsCalledAsWhatItWasGivenFor() {
        Both both = new Both();
        Rig rig = rig(3, both, both);
        assertNull(rig.failure());
        List<Long> results = rig.collected(
                "result", Serializers.of(FusedStepsTest.class.getClassLoader()).of(Types.LONG));
        List<Long> evens = LongStream.range(0, COUNT)
                .map(n -> n + 2)
                .filter(n -> n % 2 == 0)
                .boxed()
                .toList();
        assertEquals(evens, results.stream().sorted().toList());
    }

    private static final class Seen implements Input {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void record(Object value, long timestampMs) {
            seen.add(value + "@" + timestampMs);
        }

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }
}
