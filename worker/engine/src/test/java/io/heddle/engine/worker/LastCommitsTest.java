package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.Committer;
import io.heddle.api.connector.CommittingSinkWriter;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SimpleVersionedStringSerializer;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.TwoPhaseCommittingSink;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.functions.TwoPhaseCommitSinkFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task with a sink that commits does not end before its last commit, however it ends. */
class LastCommitsTest {
    private static final long COUNT = 20_000;
    /** How many records are committed. */
    private static long committed;
    /** How often the committer still asks for another try. */
    private static int refusals;
    /** How many things are prepared in all. */
    private static int mostPrepared;

    @BeforeEach
    void forget() {
        committed = 0;
        refusals = 0;
        mostPrepared = Integer.MAX_VALUE;
    }

    /** Source and sink in one task, or in two. */
    private static JobPlan plan(boolean chained, OperatorSpec sink) {
        RangeSource source = new RangeSource(COUNT, 100);
        OperatorSpec reading = new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps());
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = chained ? plans.vertex("source", 1, reading, sink) : plans.vertex("source", 1, reading);
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        if (!chained) {
            int last = plans.vertex("sink", 1, sink);
            plans.edge(reader, last, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        }
        plans.property("execution.checkpointing.interval", "10 s");
        return plans.plan();
    }

    private static OperatorSpec sink(boolean committer) {
        return committer
                ? new OperatorSpec.WriterSink<>(new Committing())
                : new OperatorSpec.FunctionSink<>(new Function(), null);
    }

    private static void assertAllFinished(Rig rig) {
        assertNull(rig.failure());
        rig.states().forEach((task, state) -> assertEquals(TaskState.FINISHED, state, task.toString()));
    }

    private static void complete(Rig rig, long checkpointId, CheckpointKind kind) {
        rig.trigger(checkpointId, kind);
        for (int i = 0; i < 500 && !rig.isComplete(checkpointId); i++) {
            rig.step();
        }
        assertTrue(rig.isComplete(checkpointId), () -> rig.failure() + " " + rig.said);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aJobThatIsDrainedEndsWithItsSavepoint(boolean chained, boolean committer) {
        Random random = new Random(5);
        Rig rig = new Rig(plan(chained, sink(committer)), 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 40; i++) {
            rig.stepSome(random);
        }
        complete(rig, 1, CheckpointKind.STOP_DRAIN);
        rig.completed(1);
        rig.run();
        assertAllFinished(rig);
        assertTrue(committed > 0, "nothing");
    }

    /** It had come to its end and waited for its last commit: a source function would say all of it once more. */
    @Test
    void aSourceThatHadEndedIsFinishedInTheSavepointOfADrainedJob() {
        Rig rig = new Rig(plan(true, sink(true)), 1);
        rig.deploy(Map.of());
        rig.run();
        complete(rig, 1, CheckpointKind.STOP_DRAIN);
        JobPlan plan = plan(true, sink(true));
        TaskRestore restore = rig.restores(1).get(new TaskId(plan.id(), 1, 0));
        assertNotNull(restore);
        assertTrue(restore.finished());
        Rig again = new Rig(plan, 1);
        again.deploy(rig.restores(1));
        again.run();
        assertAllFinished(again);
        assertEquals(COUNT, committed);
    }

    /** It was prepared long before the end, and at the end there is nothing more that a checkpoint would have to commit. */
    @Test
    void whatIsToBeTriedAgainHoldsATaskWhoseInputHasEnded() {
        Random random = new Random(5);
        mostPrepared = 1;
        refusals = 2;
        Rig rig = new Rig(plan(false, sink(true)), 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 40; i++) {
            rig.stepSome(random);
        }
        complete(rig, 1, CheckpointKind.CHECKPOINT);
        rig.completed(1);
        rig.run();
        assertAllFinished(rig);
        assertTrue(committed > 0);
    }

    /** The task had finished, and the job failed before the last commit. */
    @Test
    void whatIsToBeTriedAgainHoldsATaskThatStartsAsFinished() {
        Rig rig = new Rig(plan(false, sink(true)), 1);
        rig.deploy(Map.of());
        rig.run();
        complete(rig, 1, CheckpointKind.CHECKPOINT);
        assertEquals(0, committed);
        refusals = 2;
        Rig again = new Rig(plan(false, sink(true)), 1);
        again.deploy(rig.restores(1));
        again.run();
        assertAllFinished(again);
        assertEquals(COUNT, committed);
    }

    /** One way into the sink had finished at the checkpoint, the other goes on: it is read to its end. */
    @Test
    void aWayThatHadFinishedEndsOnce() {
        Plans plans = new Plans();
        int sink = plans.vertex("sink", 1, sink(true));
        int few = addWay(plans, 100, sink);
        addWay(plans, COUNT, sink);
        plans.property("execution.checkpointing.interval", "10 s");
        Random random = new Random(5);
        Rig rig = new Rig(plans.plan(), 1);
        rig.deploy(Map.of());
        TaskId first = new TaskId(plans.plan().id(), few, 0);
        for (int i = 0; i < 500 && rig.states().get(first) != TaskState.FINISHED; i++) {
            rig.stepSome(random);
        }
        assertEquals(TaskState.FINISHED, rig.states().get(first));
        complete(rig, 1, CheckpointKind.CHECKPOINT);
        Rig again = new Rig(plans.plan(), 1);
        again.deploy(rig.restores(1));
        again.run();
        assertNull(again.failure());
        complete(again, 2, CheckpointKind.CHECKPOINT);
        again.completed(2);
        again.run();
        assertAllFinished(again);
        assertEquals(100 + COUNT, committed);
    }

    /** The vertex before the sink comes back. */
    private static int addWay(Plans plans, long count, int sink) {
        RangeSource source = new RangeSource(count, 100);
        int enumerator = plans.vertex("splits " + count, 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source " + count,
                1,
                new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int map = plans.vertex("map " + count, 1, new OperatorSpec.Map<>((Long each) -> each, null));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, map, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(map, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        return map;
    }

    private static final class Function extends TwoPhaseCommitSinkFunction<Long, Long[], String> {
        Function() {
            super(Types.OBJECT_ARRAY(Types.LONG), Types.STRING);
        }

        @Override
        protected void invoke(Long[] transaction, Long value, SinkFunction.Context context) {
            transaction[0]++;
        }

        @Override
        protected Long[] beginTransaction() {
            return new Long[] {0L};
        }

        @Override
        protected void preCommit(Long[] transaction) {}

        @Override
        protected void commit(Long[] transaction) {
            committed += transaction[0];
        }

        @Override
        protected void abort(Long[] transaction) {}
    }

    private static final class Committing implements TwoPhaseCommittingSink<Long, String> {
        @Override
        public CommittingSinkWriter<Long, String> createWriter(WriterInitContext context) {
            return new CommittingSinkWriter<>() {
                private long records;

                @Override
                public void write(Long element, SinkWriter.Context unused) {
                    records++;
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public Collection<String> prepareCommit() {
                    List<String> ready = new ArrayList<>();
                    if (records > 0 && mostPrepared-- > 0) {
                        ready.add(Long.toString(records));
                    }
                    records = 0;
                    return ready;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Committer<String> createCommitter() {
            return new Committer<>() {
                @Override
                public void commit(Collection<CommitRequest<String>> requests) {
                    for (CommitRequest<String> request : requests) {
                        if (refusals > 0) {
                            refusals--;
                            request.retryLater();
                        } else {
                            committed += Long.parseLong(request.getCommittable());
                        }
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
