package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.FromWorker.TaskStateChanged;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A task that ends between two heartbeats takes nothing that it has counted along. */
class LastFiguresTest {
    private static final long COUNT = 10_000;
    private static final int READER = 1;
    private static final int SINK = 3;

    private static JobPlan plan() {
        RangeSource source = new RangeSource(COUNT, 100);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source", 2, new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int map = plans.vertex("map", 2, new OperatorSpec.Map<>((Long each) -> each, null));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, map, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(map, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        return plans.plan();
    }

    private static Rig ended() {
        Rig rig = new Rig(plan(), 1);
        rig.deploy(Map.of());
        rig.run();
        return rig;
    }

    private static <M extends FromWorker> Stream<M> all(List<FromWorker> heard, Class<M> type) {
        return heard.stream().filter(type::isInstance).map(type::cast);
    }

    private static void assertExact(List<TaskMetrics> figures) {
        assertEquals(6, figures.size());
        long read = figures.stream()
                .filter(each -> vertex(each.execution()) == READER)
                .mapToLong(TaskMetrics::recordsOut)
                .sum();
        long taken = figures.stream()
                .filter(each -> vertex(each.execution()) == SINK)
                .mapToLong(TaskMetrics::recordsIn)
                .sum();
        assertEquals(COUNT, read);
        assertEquals(COUNT, taken);
    }

    private static int vertex(ExecutionId execution) {
        return execution.task().vertex();
    }

    @Test
    void theWordOfTheEndTellsThem() {
        Rig rig = ended();
        assertExact(all(rig.said, TaskStateChanged.class)
                .filter(each -> each.state().isTerminal())
                .map(each -> Objects.requireNonNull(each.figures()))
                .toList());
        assertEquals(
                0,
                all(rig.said, TaskStateChanged.class)
                        .filter(each -> !each.state().isTerminal() && each.figures() != null)
                        .count());
        rig.said.clear();
        rig.advanceMs(1000);
        rig.stepWorkerOnce(0);
        assertEquals(
                List.of(),
                all(rig.said, FromWorker.Heartbeat.class)
                        .flatMap(each -> each.tasks().stream())
                        .toList(),
                "what has been told");
    }

    @Test
    void aNewMasterIsToldWithTheRegistration() {
        Rig rig = ended();
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
        List<RunningTask> running = all(heard, FromWorker.RegisterWorker.class)
                .findFirst()
                .orElseThrow()
                .running();
        assertEquals(
                List.of(TaskState.FINISHED),
                running.stream().map(RunningTask::state).distinct().toList());
        assertExact(running.stream()
                .map(each -> Objects.requireNonNull(each.figures()))
                .toList());
    }
}
