package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.control.ToWorker;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stage that starts when the stage before it has ended, in the same worker and in others. */
class BlockingExchangeTest {
    private static final long COUNT = 30_000;
    private static final int[] FIRST_STAGE = {0, 1};
    private static final int[] SECOND_STAGE = {2, 3};

    private static JobPlan plan() {
        RangeSource source = new RangeSource(COUNT, 2_500);
        KeySelector<Long, Long> byKey = each -> each % 1000;
        MapFunction<Long, Long> twice = each -> each * 2;
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source",
                3,
                new OperatorSpec.SplitSource<>(
                        source,
                        WatermarkStrategy.<Long>forMonotonousTimestamps()
                                .withTimestampAssigner((each, before) -> each)));
        int map = plans.vertex("map", 2, new OperatorSpec.Map<>(twice, null));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.blockingEdge(
                reader, map, Shipping.HASH, new Partitioning.Hash(new KeySpec<>(byKey, Types.LONG)), Types.LONG);
        plans.edge(map, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        return plans.plan();
    }

    private static void assertResult(Rig rig) {
        assertNull(rig.failure());
        TypeSerializer<Long> serializer =
                Serializers.of(BlockingExchangeTest.class.getClassLoader()).of(Types.LONG);
        List<Long> results = rig.collected("result", serializer);
        long[] sorted = results.stream().mapToLong(Long::longValue).sorted().toArray();
        assertTrue(
                Arrays.equals(LongStream.range(0, COUNT).map(each -> each * 2).toArray(), sorted));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theSecondStageReadsAllThatTheFirstHasLeft(int workers) {
        Rig rig = new Rig(plan(), workers);
        rig.deployStage(FIRST_STAGE);
        rig.run();
        rig.deployStage(SECOND_STAGE);
        rig.run();
        assertResult(rig);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSecondStageRestartsWithoutTheFirst(int workers) {
        Rig rig = new Rig(plan(), workers);
        rig.deployStage(FIRST_STAGE);
        rig.run();
        rig.deployStage(SECOND_STAGE);
        for (int i = 0; i < 6; i++) {
            rig.step();
        }
        rig.restartStage(SECOND_STAGE);
        rig.run();
        assertResult(rig);
    }

    @Test
    void nothingIsLeftOnTheDiskWhenTheJobIsClosed() {
        Rig rig = new Rig(plan(), 1);
        rig.deployStage(FIRST_STAGE);
        rig.run();
        assertTrue(Files.exists(rig.scratchDirectory().resolve(plan().id().toString())));
        rig.tell(new ToWorker.CloseJob(Rig.EPOCH, plan().id()));
        rig.step();
        assertFalse(Files.exists(rig.scratchDirectory().resolve(plan().id().toString())));
    }
}
