package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole job in one worker, stepped by hand: source, map, keyBy, reduce, collect. */
class PipelineTest {
    private static final long COUNT = 20_000;
    private static final long KEYS = 17;
    private static final TypeInformation<Tuple2<Long, Long>> PAIR = Types.TUPLE(Types.LONG, Types.LONG);

    private static JobPlan plan(long count) {
        RangeSource source = new RangeSource(count, 1_500);
        KeySelector<Tuple2<Long, Long>, Long> byKey = pair -> pair.f0;
        KeySpec<Tuple2<Long, Long>, Long> key = new KeySpec<>(byKey, Types.LONG);
        MapFunction<Long, Tuple2<Long, Long>> pairs = each -> Tuple2.of(each % KEYS, each);
        ReduceFunction<Tuple2<Long, Long>> sum = (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source -> map",
                2,
                new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()),
                new OperatorSpec.Map<>(pairs, null));
        int reduce = plans.vertex("reduce", 3, new OperatorSpec.KeyedReduce<>(sum, key, PAIR));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", PAIR));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, reduce, Shipping.HASH, new Partitioning.Hash(key), PAIR);
        plans.edge(reduce, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), PAIR);
        return plans.plan();
    }

    private static Map<Long, Long> sums(long count) {
        Map<Long, Long> sums = new HashMap<>();
        for (long i = 0; i < count; i++) {
            sums.merge(i % KEYS, i, Long::sum);
        }
        return sums;
    }

    private static Map<Long, Long> last(List<Tuple2<Long, Long>> results) {
        Map<Long, Long> last = new HashMap<>();
        results.forEach(each -> last.merge(each.f0, each.f1, Math::max));
        return last;
    }

    private static TypeSerializer<Tuple2<Long, Long>> serializer() {
        return Serializers.of(PipelineTest.class.getClassLoader()).of(PAIR);
    }

    private static void assertAllFinished(Rig rig) {
        assertNull(rig.failure());
        Map<TaskId, TaskState> states = rig.states();
        assertEquals(7, states.size());
        states.forEach((task, state) -> assertEquals(TaskState.FINISHED, state, task.toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void boundedJobGivesRightSumsAndFinishes(int workers) {
        Rig rig = new Rig(plan(COUNT), workers);
        rig.deploy(Map.of());
        rig.run();
        assertAllFinished(rig);
        List<Tuple2<Long, Long>> results = rig.collected("result", serializer());
        assertEquals(COUNT, results.size());
        assertEquals(sums(COUNT), last(results));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void restoredJobGoesOnWhereTheCheckpointWas(int workers) {
        for (int steps = 3; steps < 16; steps += 3) {
            Rig rig = new Rig(plan(COUNT), workers);
            rig.deploy(Map.of());
            for (int i = 0; i < steps; i++) {
                rig.step();
            }
            rig.trigger(1, CheckpointKind.CHECKPOINT);
            rig.run();
            Map<TaskId, TaskRestore> restores = rig.restores(1);
            assertEquals(7, restores.size(), "after " + steps + " steps");
            rig.deploy(restores);
            rig.run();
            assertAllFinished(rig);
            // A key whose last record came before the checkpoint is not put out again.
            Map<Long, Long> expected = sums(COUNT);
            last(rig.collected("result", serializer()))
                    .forEach((key, sum) -> assertEquals(expected.get(key), sum, "key " + key));
        }
    }
}
