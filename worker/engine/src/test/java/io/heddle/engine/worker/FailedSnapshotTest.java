package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sink writes out what it has buffered when a checkpoint comes, cannot, and forgets the buffer, as many do. If the job went on, because
 * the checkpoint was a savepoint or its failure tolerated, the next checkpoint would say that those records have been written.
 */
class FailedSnapshotTest {
    private static final String LOST = "the buffer could not be written out";

    private static JobPlan plan() {
        RangeSource source = new RangeSource(20_000, 100);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source", 1, new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int sink = plans.vertex("sink", 1, new OperatorSpec.FunctionSink<>(new Buffering(), null));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        return plans.plan();
    }

    @ParameterizedTest
    @EnumSource(
            value = CheckpointKind.class,
            names = {"CHECKPOINT", "SAVEPOINT_CANONICAL", "SAVEPOINT_NATIVE"})
    void whatAFunctionThrowsForACheckpointFailsItsTask(CheckpointKind kind) {
        Random random = new Random(5);
        Rig rig = new Rig(plan(), 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 40; i++) {
            rig.stepSome(random);
        }
        rig.trigger(1, kind);
        for (int i = 0; i < 500 && rig.failure() == null; i++) {
            rig.step();
        }
        String failure = rig.failure();
        assertTrue(failure != null && failure.contains(LOST), () -> "the task lives: " + rig.said);
        assertFalse(rig.isComplete(1));
    }

    private static final class Buffering implements SinkFunction<Long>, CheckpointedFunction {
        private static final long serialVersionUID = 1;

        @Override
        public void invoke(Long value, Context context) {}

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws IOException {
            throw new IOException(LOST);
        }
    }
}
