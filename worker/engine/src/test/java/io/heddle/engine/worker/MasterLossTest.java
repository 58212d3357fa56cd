package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.PlanHash;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The master dies, and another one comes: no task notices. */
class MasterLossTest {
    private static final long COUNT = 40_000;
    private static final Epoch NEXT = new Epoch(1, 1, 2);

    private static JobPlan plan() {
        RangeSource source = new RangeSource(COUNT, 1_000);
        MapFunction<Long, Long> same = each -> each;
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source", 2, new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int map = plans.vertex("map", 2, new OperatorSpec.Map<>(same, null));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, map, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(map, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        return plans.plan();
    }

    /** A master that only remembers. */
    private static final class Successor implements MasterLink {
        private final List<FromWorker> heard = new ArrayList<>();
        private boolean closed;

        @Override
        public boolean send(FromWorker message) {
            heard.add(message);
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Rig running() {
        return running(plan());
    }

    private static Rig running(JobPlan plan) {
        Rig rig = new Rig(plan, 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 6; i++) {
            rig.step();
        }
        return rig;
    }

    @Test
    void heartbeatsSayWhatIsNewAndANewMasterIsToldEverything() {
        Rig rig = running();
        rig.run();
        Set<TaskId> tasks = rig.states().keySet();
        beat(rig, rig.said);
        assertEquals(List.of(), beat(rig, rig.said), "nothing has happened since");

        Successor next = new Successor();
        rig.worker(0).linkUp(next);
        rig.worker(0).receive(next, new ToWorker.WorkerAccepted(NEXT, 1000));
        assertEquals(tasks, tasksOf(beat(rig, next.heard)));
        assertEquals(List.of(), beat(rig, next.heard));
    }

    /** What attempts of the past have counted is kept by nobody: a job may begin again for months. */
    @Test
    void aNewMasterIsToldOfTheNewestAttemptsAlone() {
        Rig rig = running();
        rig.restartStage(2, 3);
        rig.run();
        Successor next = new Successor();
        rig.worker(0).linkUp(next);
        rig.worker(0).receive(next, new ToWorker.WorkerAccepted(NEXT, 1000));
        List<FromWorker.TaskMetrics> told = beat(rig, next.heard);
        assertEquals(told.size(), tasksOf(told).size(), told.toString());
    }

    /** What the next heartbeat says of the tasks. */
    private static List<FromWorker.TaskMetrics> beat(Rig rig, List<FromWorker> heard) {
        heard.clear();
        rig.advanceMs(1000);
        rig.stepWorkerOnce(0);
        return heard.stream()
                .filter(FromWorker.Heartbeat.class::isInstance)
                .map(FromWorker.Heartbeat.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .tasks();
    }

    private static Set<TaskId> tasksOf(List<FromWorker.TaskMetrics> metrics) {
        return metrics.stream().map(each -> each.execution().task()).collect(Collectors.toSet());
    }

    private static long collected(List<FromWorker> messages) {
        return messages.stream()
                .filter(FromWorker.Collected.class::isInstance)
                .mapToLong(message -> ((FromWorker.Collected) message).count())
                .sum();
    }

    private static int firstIndexOf(List<FromWorker> messages, Class<? extends FromWorker> type) {
        return messages.stream().map(Object::getClass).toList().indexOf(type);
    }

    private static int lastIndexOf(List<FromWorker> messages, Class<? extends FromWorker> type) {
        return messages.stream().map(Object::getClass).toList().lastIndexOf(type);
    }

    @Test
    void whatTheClientHasIsNotSaidAgainAndWhatHasFinishedIsHeld() {
        Rig rig = running(plan());
        rig.run();
        List<FromWorker.Collected> said = rig.said.stream()
                .filter(FromWorker.Collected.class::isInstance)
                .map(FromWorker.Collected.class::cast)
                .toList();
        FromWorker.Collected second = said.get(1);
        rig.tell(new ToWorker.CollectTaken(Rig.EPOCH, second.execution(), second.sinkId(), second.offset()));
        rig.step();
        Successor next = new Successor();
        rig.worker(0).linkUp(next);
        rig.worker(0).receive(next, new ToWorker.WorkerAccepted(NEXT, 1000));
        rig.step();
        assertEquals(COUNT - second.offset(), collected(next.heard));

        rig.worker(0).receive(next, new ToWorker.CollectTaken(NEXT, second.execution(), second.sinkId(), COUNT));
        rig.step();
        Successor third = new Successor();
        rig.worker(0).linkUp(third);
        rig.worker(0).receive(third, new ToWorker.WorkerAccepted(NEXT, 1000));
        rig.step();
        FromWorker.Collected end =
                (FromWorker.Collected) third.heard.get(lastIndexOf(third.heard, FromWorker.Collected.class));
        assertEquals(0, collected(third.heard));
        assertEquals(COUNT, end.offset());
        assertTrue(end.last());
    }

    @Test
    void tasksGoOnAndTheSuccessorHearsEverythingUnderItsOwnEpoch() {
        JobPlan plan = plan();
        Rig rig = running(plan);
        rig.trigger(1, CheckpointKind.CHECKPOINT);
        rig.step();
        rig.worker(0).linkLost(rig);
        rig.step();
        long before = collected(rig.said);
        rig.run();
        assertEquals(before, collected(rig.said), "nobody is there to hear it");
        Successor next = new Successor();
        rig.worker(0).linkUp(next);
        rig.step();
        FromWorker.RegisterWorker report = (FromWorker.RegisterWorker) next.heard.get(0);
        assertEquals(6, report.running().size());
        assertEquals(
                List.of("result"),
                report.results().stream().map(FromWorker.HeldResult::sinkId).toList());
        assertTrue(report.running().stream().allMatch(task -> task.state() == TaskState.FINISHED));
        long planHash = PlanHash.of(ControlCodec.encodePlan(plan));
        assertTrue(
                report.running().stream().allMatch(task -> task.planHash() == planHash),
                "tasks of another plan would be cancelled");
        assertEquals(1, next.heard.size(), "it waits until it is accepted");
        rig.worker(0).receive(next, new ToWorker.MasterRestoring(NEXT, 500));
        rig.worker(0).receive(next, new ToWorker.WorkerAccepted(NEXT, 1000));
        rig.step();
        assertEquals(COUNT, collected(next.heard), "also what the old master had heard, since nobody has taken it");
        int lastResult = lastIndexOf(next.heard, FromWorker.Collected.class);
        assertTrue(lastResult < firstIndexOf(next.heard, FromWorker.TaskStateChanged.class), "ends come after results");
        assertTrue(((FromWorker.Collected) next.heard.get(lastResult)).last());
        long acknowledged = next.heard.stream()
                .filter(FromWorker.CheckpointAcknowledged.class::isInstance)
                .count();
        assertTrue(acknowledged > 0);
        next.heard.stream().skip(1).forEach(message -> assertEquals(NEXT, message.epoch()));
        assertNull(rig.failure());
    }

    @Test
    void theOldMasterIsNotObeyedAnyMore() {
        Rig rig = running();
        Successor next = new Successor();
        rig.worker(0).linkUp(next);
        rig.worker(0).receive(next, new ToWorker.WorkerAccepted(NEXT, 1000));
        rig.step();
        Successor old = new Successor();
        rig.worker(0).receive(old, new ToWorker.StopWorker(Rig.EPOCH, "thawed"));
        rig.run();
        assertTrue(old.closed);
        assertEquals(0, rig.ends.size());
        assertEquals(COUNT, collected(next.heard));
    }

    /** Its host may lose power while it restores: nothing closes the link then, and only who looks finds the next one. */
    @Test
    void aMasterThatFallsSilentBeforeItAcceptsIsMissedLikeAnyOther() {
        MasterSide side = new MasterSide(0);
        Successor next = new Successor();
        side.up(next, 10_000);
        assertEquals(0, side.silentForMs(10_000), "it has only just been reached");
        assertTrue(side.admits(next, new ToWorker.MasterRestoring(NEXT, 500), 11_000));
        assertEquals(4_000, side.silentForMs(15_000));
        assertEquals(4_000, side.lostForMs(15_000));
        side.down(next, 15_000);
        assertEquals(0, side.silentForMs(20_000), "there is none");
    }

    /** The worker has told the new master what runs here: nothing that the older link still brings may change it. */
    @Test
    void whatComesByAnOlderLinkAfterTheReportIsNotObeyed() {
        Rig rig = new Rig(plan(), 1);
        rig.step();
        Successor next = new Successor();
        rig.worker(0).linkUp(next);
        rig.deploy(Map.of());
        rig.step();
        assertEquals(0, rig.startedTasks());
        FromWorker.RegisterWorker report = (FromWorker.RegisterWorker) next.heard.get(0);
        assertEquals(List.of(), report.running());
    }

    @Test
    void aDeploymentThatIsRepeatedOrOvertakenStartsNothing() {
        Rig rig = running();
        rig.restartStage(2, 3);
        rig.step();
        int started = rig.startedTasks();
        rig.repeatDeployments();
        rig.step();
        rig.step();
        assertEquals(started, rig.startedTasks());
    }

    @Test
    void withoutAMasterTheWorkerEndsWhenItsLeaseHasPassed() {
        Rig rig = running();
        rig.worker(0).linkLost(rig);
        rig.step();
        rig.advanceMs(59_000);
        rig.step();
        assertEquals(List.of(), rig.ends);
        rig.advanceMs(2_000);
        rig.step();
        rig.step();
        assertEquals(List.of(Worker.EXIT_LEASE), rig.ends);
    }

    @Test
    void aTaskThatIgnoresItsCancellationIsReportedAndThenItsProcessIsHalted() {
        Rig rig = running();
        rig.cancelAll();
        rig.stepOnly("nobody");
        rig.advanceMs(11_000);
        rig.stepOnly("nobody");
        FromWorker.TaskStateChanged report = rig.said.stream()
                .filter(FromWorker.TaskStateChanged.class::isInstance)
                .map(FromWorker.TaskStateChanged.class::cast)
                .filter(changed -> changed.failure() != null)
                .findFirst()
                .orElseThrow();
        assertEquals(TaskState.CANCELING, report.state());
        assertTrue(report.failure().message().contains("ignores interrupts"));
        assertEquals(List.of(), rig.ends);
        rig.advanceMs(20_000);
        rig.stepOnly("nobody");
        assertTrue(rig.ends.contains(Worker.EXIT_STUCK_TASK));
    }
}
