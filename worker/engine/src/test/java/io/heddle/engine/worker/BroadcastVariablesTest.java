package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A function finds all records of a bounded stream when it is opened, wherever the job starts. */
class BroadcastVariablesTest {
    private static final long COUNT = 16_000;
    private static final long OFFSETS = 1_500;
    private static final long SUM = OFFSETS * (OFFSETS - 1) / 2;

    /** Adds the sum of the variable. */
    private static final class Shift extends RichMapFunction<Long, Long> {
        private transient long offset;

        @Override
        public void open(OpenContext openContext) {
            assertTrue(getRuntimeContext().hasBroadcastVariable("offsets"));
            assertFalse(getRuntimeContext().hasBroadcastVariable("others"));
            List<Long> offsets = getRuntimeContext().getBroadcastVariable("offsets");
            assertEquals(OFFSETS, offsets.size());
            offset = getRuntimeContext().<Long, Long>getBroadcastVariableWithInitializer("offsets", all -> {
                long sum = 0;
                for (Long each : all) {
                    sum += each;
                }
                return sum;
            });
        }

        @Override
        public Long map(Long value) {
            return value + offset;
        }
    }

    private static int source(Plans plans, long count, int parallelism) {
        RangeSource source = new RangeSource(count, 700);
        int enumerator = plans.vertex("splits of " + count, 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "numbers to " + count,
                parallelism,
                new OperatorSpec.SplitSource<>(source, WatermarkStrategy.noWatermarks()));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        return reader;
    }

    private static JobPlan plan(int parallelism) {
        Plans plans = new Plans();
        int offsets = source(plans, OFFSETS, 2);
        int numbers = source(plans, COUNT, 2);
        int shift = plans.vertex("shift", parallelism, new OperatorSpec.Map<>(new Shift(), null));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(numbers, shift, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(shift, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.variable(offsets, shift, "offsets", Types.LONG);
        plans.property("execution.checkpointing.interval", "10 s");
        return plans.plan();
    }

    private static List<Long> results(Rig rig) {
        assertNull(rig.failure());
        rig.states().forEach((task, state) -> assertEquals(TaskState.FINISHED, state, task.toString()));
        return rig.collected(
                "result",
                Serializers.of(BroadcastVariablesTest.class.getClassLoader()).of(Types.LONG));
    }

    private static Set<Long> expected() {
        return LongStream.range(SUM, SUM + COUNT).boxed().collect(java.util.stream.Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theFunctionIsOpenedWhenTheVariableIsComplete(int parallelism) {
        Rig rig = new Rig(plan(parallelism), 2);
        rig.deploy(Map.of());
        rig.run();
        List<Long> results = results(rig);
        assertEquals(COUNT, results.size());
        assertEquals(expected(), new HashSet<>(results));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 2"})
    void aCheckpointHoldsTheVariable(int before, int after) {
        JobPlan first = plan(before);
        Rig rig = new Rig(first, 2);
        rig.deploy(Map.of());
        for (int steps = 0; !allRunOrHaveEnded(rig, first); steps++) {
            assertTrue(steps < 1_000, rig.states().toString());
            rig.step();
        }
        rig.trigger(1, CheckpointKind.CHECKPOINT);
        rig.run();
        results(rig);

        JobPlan second = plan(after);
        Map<TaskId, TaskRestore> restores = rig.restores(1, second);
        Rig again = new Rig(second, 2);
        again.deploy(restores);
        again.run();
        List<Long> results = results(again);
        assertFalse(results.isEmpty());
        assertEquals(results.size(), new HashSet<>(results).size());
        assertTrue(expected().containsAll(results));
    }

    private static boolean allRunOrHaveEnded(Rig rig, JobPlan plan) {
        Map<TaskId, TaskState> states = rig.states();
        int tasks = plan.vertices().stream()
                .mapToInt(vertex -> vertex.parallelism())
                .sum();
        return states.size() == tasks && states.values().stream().noneMatch(state -> state == TaskState.INITIALIZING);
    }
}
