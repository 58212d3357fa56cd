package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.view.Incident;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that hang, that are cut off, that never come, and those that take their place. */
class SilentWorkersTest {

    private static Stage running(int parallelism, String... containers) {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(parallelism).checkpointed());
        stage.supply(1, containers);
        for (String container : containers) {
            stage.obey(container, TaskState.RUNNING);
        }
        return stage;
    }

    /** F57. */
    @Test
    void aHungWorkerIsReplacedAfterSevenSecondsAndFencedWhenItThaws() {
        Stage stage = running(1, "c1");
        stage.pass(5_000);
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
        assertTrue(stage.made(Decision.ReleaseContainer.class).isEmpty());
        stage.pass(3_000);
        assertEquals(1, stage.made(Decision.ReleaseContainer.class).size());
        stage.supply(1, "c2");
        stage.pass(1_100);
        assertEquals(List.of(1), attempts(stage.obey("c2", TaskState.RUNNING)));
        stage.takeSent("c1");
        stage.register("c1", 1);
        assertEquals(1, stage.sent("c1", ToWorker.StopWorker.class).size());
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    @Test
    void anIncidentNamesTheJobsItHitAndLaterHowTheContainerEnded() {
        Stage stage = running(1, "c1");
        stage.pass(8_000);
        Incident seen = stage.coordinator.cluster().incidents().get(0);
        assertEquals("c1", seen.worker());
        assertEquals(List.of(Plans.id(1)), seen.jobs());
        assertEquals("", seen.verdict());
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, "Killed by signal 9"));
        List<Incident> incidents = stage.coordinator.cluster().incidents();
        assertEquals(1, incidents.size());
        assertTrue(
                incidents.get(0).verdict().contains("Killed by signal 9"),
                incidents.get(0).verdict());
    }

    /** A NodeManager that was killed leaves its containers' processes alive, and YARN calls them completed. */
    @Test
    void aWorkerWhoseContainerIsSaidToHaveEndedIsToldToEnd() {
        Stage stage = running(1, "c1");
        stage.takeSent("c1");
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), -100, "Container released on a *lost* node"));
        assertEquals(1, stage.sent("c1", ToWorker.StopWorker.class).size());
        assertTrue(stage.made(Decision.ReleaseContainer.class).isEmpty(), "YARN has it back already");
    }

    @Test
    void whenMostAreSilentTheNetworkIsSuspectedFirst() {
        Stage stage = running(3, "c1", "c2", "c3");
        stage.pass(9_000, "c1");
        assertTrue(stage.made(Decision.ReleaseContainer.class).isEmpty());
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    @Test
    void aPauseOfTheMasterItselfLosesNobody() {
        Stage stage = running(1, "c1");
        stage.clock.advanceMs(60_000);
        stage.on(new Event.Tick());
        assertTrue(stage.made(Decision.ReleaseContainer.class).isEmpty());
        stage.pass(5_000, "c1");
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    @Test
    void aSpareSlotTakesTheTasksAtOnce() {
        Stage stage = new Stage(new CoordinatorSettings(
                false,
                new CoordinatorSettings.Fleet(false, 2, Integer.MAX_VALUE, 0, 1, false, 10),
                CoordinatorSettings.Patience.USUAL,
                CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(2, 1))
                        .jobDefaults()));
        stage.recovered();
        stage.supply(1, "c1", "c2");
        stage.submit(Plans.job(1).vertex(1).checkpointed());
        String first = stage.obey("c1", TaskState.RUNNING).isEmpty() ? "c2" : "c1";
        String spare = first.equals("c1") ? "c2" : "c1";
        stage.obey(spare, TaskState.RUNNING);
        stage.on(new Event.ContainerCompleted(new WorkerId(first), 137, ""));
        stage.pass(1_000, spare);
        assertEquals(List.of(1), attempts(stage.obey(spare, TaskState.RUNNING)));
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    /** F48. */
    @Test
    void aContainerThatDiesBeforeItRegistersIsReplaced() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(1));
        stage.allocate("c1");
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        stage.supply(1, "c2");
        assertEquals(1, stage.obey("c2", TaskState.RUNNING).size());
    }

    /** F49. */
    @Test
    void aContainerThatCannotBeLaunchedIsGivenBackAndReplaced() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(1));
        stage.allocate("c1");
        stage.on(new Event.ContainerLaunchFailed(new WorkerId("c1"), "no route"));
        assertEquals(
                new WorkerId("c1"),
                stage.made(Decision.ReleaseContainer.class).get(0).container());
        stage.supply(1, "c2");
        assertEquals(1, stage.obey("c2", TaskState.RUNNING).size());
    }

    /** F46. */
    @Test
    void noMoreContainersAreAskedForThanAreMissing() {
        Stage stage = Stage.elastic(false, 2);
        stage.submit(Plans.job(1).vertex(8));
        for (int i = 0; i < 50; i++) {
            stage.pass(1_000);
        }
        assertEquals(
                4,
                stage.made(Decision.RequestContainers.class).stream()
                        .mapToInt(each -> each.requests().size())
                        .sum());
        stage.on(new Event.ContainersAllocated(
                List.of(new Event.AllocatedContainer(new WorkerId("unasked"), 999, "h", "h:1"))));
        assertEquals(
                new WorkerId("unasked"),
                stage.made(Decision.ReleaseContainer.class).get(0).container());
        assertFalse(stage.made(Decision.LaunchWorker.class).stream()
                .anyMatch(each -> each.container().value().equals("unasked")));
    }

    /** F47. */
    @Test
    void idleWorkersAndUnneededRequestsAreGivenBack() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(2));
        stage.supply(1, "c1");
        stage.on(new Event.CancelJob(2, Plans.id(1)));
        assertEquals(
                1,
                stage.made(Decision.CancelRequests.class)
                        .get(0)
                        .allocationRequestIds()
                        .size());
        stage.pass(40_000, "c1");
        assertEquals(1, stage.made(Decision.ReleaseContainer.class).size());
    }

    /** Several NodeManagers may share a host: the end of one says nothing about the others. */
    @Test
    void theLossOfANodeIsNotThatOfItsHost() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(2).checkpointed());
        stage.supplyOn("host", "host:1", "c1");
        stage.supplyOn("host", "host:2", "c2");
        List<ExecutionId> kept = stage.obey("c2", TaskState.RUNNING);
        stage.obey("c1", TaskState.RUNNING);
        stage.on(new Event.NodeChanged("host:1", Event.NodeCondition.GONE));
        stage.pass(2_000, "c2");
        assertEquals(JobStatus.RESTARTING, stage.status(Plans.id(1)));
        stage.supplyOn("host", "host:2", "c3");
        stage.obey("c3", TaskState.RUNNING);
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
        stage.pass(60_000, "c2", "c3");
        assertEquals(List.of(0), attempts(kept));
        assertEquals(0, stage.sent("c2", ToWorker.StopWorker.class).size());
        assertEquals(0, stage.sent("c3", ToWorker.StopWorker.class).size());
    }

    private static List<Integer> attempts(List<ExecutionId> executions) {
        return executions.stream().map(ExecutionId::attempt).toList();
    }
}
