package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many tasks for one worker: it stays in touch with its master while it starts them. */
class DeploymentTest {
    private static final int WIDTH = 100;
    private static final int TASKS = 2 * WIDTH + 2;

    private static JobPlan wide() {
        RangeSource source = new RangeSource(10_000, 10);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source", WIDTH, new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int map = plans.vertex("map", WIDTH, new OperatorSpec.Map<>((Long each) -> each, null));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, map, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(map, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        return plans.plan();
    }

    /** The job's user code is ready, its tasks are known to the worker, none has been started. */
    private static Rig deployed() {
        Rig rig = new Rig(wide(), 1);
        rig.step();
        rig.deploy(Map.of());
        return rig;
    }

    @Test
    void heartbeatsGoOutBetweenTheStartsOfTasks() {
        Rig rig = deployed();
        long before = heartbeats(rig.said);
        int turns = 0;
        while (rig.startedTasks() < TASKS) {
            rig.advanceMs(1000);
            rig.stepWorkerOnce(0);
            turns++;
        }
        assertTrue(turns > WIDTH / 5, "a turn starts few tasks: " + turns);
        assertEquals(turns, heartbeats(rig.said) - before);
    }

    @Test
    void aTaskThatIsCancelledBeforeItsTurnIsNotStarted() {
        Rig rig = deployed();
        rig.stepWorkerOnce(0);
        int started = rig.startedTasks();
        assertTrue(started > 0 && started < TASKS);
        rig.cancelAll();
        rig.run();
        assertEquals(started, rig.startedTasks());
        rig.states().forEach((task, state) -> assertEquals(TaskState.CANCELED, state, task.toString()));
        assertEquals(TASKS, rig.states().size());
    }

    @Test
    void tasksStillToBeStartedAreReportedToANewMaster() {
        Rig rig = deployed();
        rig.stepWorkerOnce(0);
        List<FromWorker> heard = new ArrayList<>();
        MasterLink next = new MasterLink() {
            @Override
            public boolean send(FromWorker message) {
                return heard.add(message);
            }

            @Override
            public void close() {}
        };
        rig.worker(0).linkUp(next);
        rig.worker(0).receive(next, new ToWorker.WorkerAccepted(new Epoch(1, 1, 2), 1000));
        rig.stepWorkerOnce(0);
        FromWorker.RegisterWorker report = (FromWorker.RegisterWorker) heard.get(0);
        assertEquals(TASKS, report.running().size());
        assertTrue(rig.startedTasks() < TASKS);
    }

    /** A source that ends while the tasks that read from it still wait for their start. */
    @Test
    void whatAShortLivedTaskHasSentWaitsForThoseThatAreStartedAfterItsEnd() {
        long count = 10_000;
        RangeSource source = new RangeSource(count, 10);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source", 1, new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int map = plans.vertex("map", WIDTH, new OperatorSpec.Map<>((Long each) -> each, null));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, map, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(map, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        Rig rig = new Rig(plans.plan(), 1);
        rig.step();
        rig.deploy(Map.of());
        rig.stepWorkerOnce(0);
        while (rig.stepTasksOnce() > 0) {
            assertTrue(rig.startedTasks() < WIDTH);
        }
        rig.run();
        assertNull(rig.failure());
        rig.states().forEach((task, state) -> assertEquals(TaskState.FINISHED, state, task.toString()));
        List<Long> results = rig.collected(
                "result", Serializers.of(getClass().getClassLoader()).of(Types.LONG));
        assertEquals(count, results.size());
    }

    private static long heartbeats(List<FromWorker> messages) {
        return messages.stream().filter(FromWorker.Heartbeat.class::isInstance).count();
    }
}
