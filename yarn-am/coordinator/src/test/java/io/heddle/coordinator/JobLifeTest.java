package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobEdge.Exchange;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobVertex.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobLifeTest {
    private static final FailureInfo USER = new FailureInfo(FaultCategory.USER, "boom", "");

    @Test
    void aJobIsDeployedRunsAndFinishes() {
        Stage stage = Stage.local(2, 1);
        stage.submit(Plans.job(1).vertex(2).vertex(2).pipelined(0, 1));
        List<ExecutionId> first = stage.obey("w0", TaskState.RUNNING);
        assertEquals(2, first.size());
        assertEquals(JobStatus.CREATED, stage.status(Plans.id(1)));
        List<ExecutionId> second = stage.obey("w1", TaskState.RUNNING);
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
        first.forEach(each -> stage.says("w0", each, TaskState.FINISHED, null));
        second.forEach(each -> stage.says("w1", each, TaskState.FINISHED, null));
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(1)));
        assertEquals(2, stage.coordinator.cluster().slotsFree());
        assertTrue(stage.takeSent("w0").stream().anyMatch(ToWorker.CloseJob.class::isInstance));
        assertEquals(
                List.of("Snapshot", "JobAdmitted", "RunBegan", "TasksPlaced", "JobEnded"),
                stage.ledger.stream()
                        .map(each -> each.getClass().getSimpleName())
                        .toList());
    }

    @Test
    void nothingIsDeployedBeforeItsPlaceIsDurable() {
        Stage stage = Stage.local(1, 1);
        stage.takeSent("w0");
        stage.storageWorks = false;
        stage.submit(Plans.job(1).vertex(1));
        stage.durable((Decision.Persist) stage.held.remove(0));
        assertEquals(List.of(), stage.takeSent("w0"));
        Decision.Persist began = (Decision.Persist) stage.held.remove(0);
        assertTrue(began.entry() instanceof LedgerEntry.RunBegan);
        Decision.Persist placed = (Decision.Persist) stage.held.remove(0);
        assertTrue(placed.entry() instanceof LedgerEntry.TasksPlaced);
        stage.on(new Event.PersistFailed(placed.token(), USER, false));
        assertEquals(List.of(), stage.takeSent("w0"));
        stage.storageWorks = true;
        stage.pass(3_000);
        assertEquals(1, stage.obey("w0", TaskState.RUNNING).size());
    }

    @Test
    void aCancelledJobEndsWhenItsTasksHave() {
        Stage stage = Stage.local(1, 2);
        stage.submit(Plans.job(1).vertex(2));
        stage.obey("w0", TaskState.RUNNING);
        stage.on(new Event.CancelJob(2, Plans.id(1)));
        assertEquals(JobStatus.CANCELLING, stage.status(Plans.id(1)));
        stage.obey("w0", TaskState.RUNNING);
        assertEquals(JobStatus.CANCELED, stage.status(Plans.id(1)));
    }

    @Test
    void withoutRestartsTheFirstFailureIsTheLast() {
        Stage stage = Stage.elastic(true, 2);
        stage.submit(Plans.job(1).vertex(2));
        long request = stage.made(Decision.RequestContainers.class)
                .get(0)
                .requests()
                .get(0)
                .allocationRequestId();
        stage.on(new Event.ContainersAllocated(
                List.of(new Event.AllocatedContainer(new WorkerId("c1"), request, "host-c1", "node-c1"))));
        assertEquals(1, stage.made(Decision.LaunchWorker.class).size());
        stage.register("c1", 2);
        List<ExecutionId> tasks = stage.obey("c1", TaskState.RUNNING);
        stage.says("c1", tasks.get(0), TaskState.FAILED, USER);
        stage.obey("c1", TaskState.RUNNING);
        assertEquals(JobStatus.FAILED, stage.status(Plans.id(1)));
        Decision.EndApplication end = stage.made(Decision.EndApplication.class).get(0);
        assertEquals(FinalStatus.FAILED, end.status());
        assertTrue(end.diagnostics().contains("boom"), end.diagnostics());
    }

    @Test
    void onlyTheFailedRegionRestarts() {
        Stage stage = Stage.local(1, 2);
        stage.submit(Plans.job(1)
                .vertex(2)
                .vertex(2)
                .edge(0, 1, Shipping.FORWARD, Exchange.PIPELINED)
                .with("restart-strategy", "fixed-delay")
                .with("restart-strategy.fixed-delay.attempts", "1"));
        List<ExecutionId> tasks = stage.obey("w0", TaskState.RUNNING);
        assertEquals(4, tasks.size());
        ExecutionId failed = tasks.get(0);
        stage.says("w0", failed, TaskState.FAILED, USER);
        assertEquals(JobStatus.RESTARTING, stage.status(Plans.id(1)));
        stage.pass(1_500);
        stage.obey("w0", TaskState.RUNNING);
        stage.pass(10);
        List<ExecutionId> again = stage.obey("w0", TaskState.RUNNING);
        assertEquals(
                List.of(failed.task().vertex(), 1),
                again.stream().map(each -> each.task().vertex()).toList());
        assertTrue(again.stream()
                .allMatch(each -> each.attempt() == 1 && each.task().subtask() == 0));
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
        stage.says("w0", again.get(0), TaskState.FAILED, USER);
        stage.obey("w0", TaskState.RUNNING);
        assertEquals(JobStatus.FAILED, stage.status(Plans.id(1)));
    }

    /** The worker could not fetch the program, and forgets a job that it cannot open. */
    @Test
    void aWorkerThatCouldNotOpenAJobIsGivenItAgain() {
        Stage stage = Stage.local(1, 1);
        stage.submit(Plans.job(1)
                .vertex(1)
                .with("restart-strategy", "fixed-delay")
                .with("restart-strategy.fixed-delay.attempts", "3"));
        assertEquals(1, stage.sent("w0", ToWorker.OpenJob.class).size());
        ExecutionId task = stage.sent("w0", ToWorker.DeployTasks.class)
                .get(0)
                .tasks()
                .get(0)
                .execution();
        stage.says("w0", task, TaskState.FAILED, new FailureInfo(FaultCategory.EXTERNAL, "no such jar", ""));
        stage.pass(2_000, "w0");
        assertEquals(2, stage.sent("w0", ToWorker.DeployTasks.class).size());
        assertEquals(2, stage.sent("w0", ToWorker.OpenJob.class).size());
    }

    /** Its node was lost between its allocation and the answer that tells of both, of the end first. */
    @Test
    void aContainerThatHasEndedIsNotWaitedFor() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(1));
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), -100, "its node is lost"));
        stage.allocate("c1");
        assertEquals(0, stage.made(Decision.LaunchWorker.class).size());
        assertEquals(2, stage.made(Decision.RequestContainers.class).size());
    }

    @Test
    void aLostWorkerIsReplacedAndNamed() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(1).with("restart-strategy", "fixed-delay"));
        allocate(stage, "c1");
        stage.register("c1", 1);
        stage.obey("c1", TaskState.RUNNING);
        stage.decisions.clear();
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, "Killed"));
        String why = stage.job(Plans.id(1)).failures().get(0).failure().message();
        assertTrue(why.contains("c1") && why.contains("host-c1") && why.contains("137"), why);
        allocate(stage, "c2");
        stage.register("c2", 1);
        stage.pass(1_100);
        List<ExecutionId> again = stage.obey("c2", TaskState.RUNNING);
        assertEquals(1, again.get(0).attempt());
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    @Test
    void aFixedClusterThatIsTooSmallSaysByHowMuch() {
        Stage stage = Stage.local(1, 2);
        stage.submit(Plans.job(1).vertex(3).with("restart-strategy", "fixed-delay"));
        stage.pass(301_000);
        assertEquals(JobStatus.FAILED, stage.status(Plans.id(1)));
        String why = stage.job(Plans.id(1)).failures().get(0).failure().message();
        assertTrue(why.startsWith("NoResourceAvailable") && why.contains("needs 3 slots"), why);
    }

    @Test
    void blockingStagesFollowEachOther() {
        Stage stage = Stage.local(1, 2);
        stage.submit(Plans.job(1).vertex(2).vertex(2).edge(0, 1, Shipping.HASH, Exchange.BLOCKING));
        List<ExecutionId> first = stage.obey("w0", TaskState.RUNNING);
        assertEquals(2, first.size());
        stage.says("w0", first.get(0), TaskState.FINISHED, null);
        assertEquals(List.of(), stage.obey("w0", TaskState.RUNNING));
        stage.says("w0", first.get(1), TaskState.FINISHED, null);
        List<ExecutionId> second = stage.obey("w0", TaskState.RUNNING);
        assertTrue(second.stream().allMatch(each -> each.task().vertex() == 1));
        second.forEach(each -> stage.says("w0", each, TaskState.FINISHED, null));
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(1)));
    }

    @Test
    void enumeratorsAreHiddenAndDoNotHoldUpTheEnd() {
        Stage stage = Stage.local(1, 2);
        stage.submit(Plans.job(1)
                .vertex(1, "default", Role.ENUMERATOR)
                .vertex(2)
                .edge(0, 1, Shipping.CUSTOM, Exchange.PIPELINED));
        List<ExecutionId> tasks = stage.obey("w0", TaskState.RUNNING);
        assertEquals(3, tasks.size());
        assertEquals(1, stage.job(Plans.id(1)).vertices().size());
        tasks.stream()
                .filter(each -> each.task().vertex() == 1)
                .forEach(each -> stage.says("w0", each, TaskState.FINISHED, null));
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(1)));
    }

    @Test
    void theSameSubmissionIsAcceptedOnceAndAnotherPlanOfItsIdRefused() {
        Stage stage = Stage.local(1, 1);
        stage.submit(Plans.job(1).vertex(1));
        stage.submit(Plans.job(1).vertex(1));
        stage.submit(Plans.job(1).vertex(2));
        List<Answer> answers = stage.made(Decision.Answered.class).stream()
                .map(Decision.Answered::answer)
                .toList();
        assertTrue(answers.get(0) instanceof Answer.Accepted);
        assertTrue(answers.get(1) instanceof Answer.Accepted);
        assertTrue(answers.get(2) instanceof Answer.Refused);
    }

    /** A client that has heard nothing asks again; told too early, it would not ask the next master. */
    @Test
    void aRepeatedSubmissionIsNotAcceptedBeforeItIsDurable() {
        Stage stage = Stage.local(1, 1);
        stage.storageWorks = false;
        stage.on(new Event.SubmitJob(1, Plans.job(1).vertex(1).bytes(), StartOptions.FRESH));
        stage.on(new Event.SubmitJob(2, Plans.job(1).vertex(1).bytes(), StartOptions.FRESH));
        assertEquals(0, stage.made(Decision.Answered.class).size());
        stage.durable((Decision.Persist) stage.held.remove(0));
        assertEquals(
                List.of(1L, 2L),
                stage.made(Decision.Answered.class).stream()
                        .map(Decision.Answered::requestId)
                        .toList());
    }

    private static void allocate(Stage stage, String container) {
        Decision.RequestContainers asked =
                stage.made(Decision.RequestContainers.class).get(0);
        stage.on(new Event.ContainersAllocated(List.of(new Event.AllocatedContainer(
                new WorkerId(container),
                asked.requests().get(0).allocationRequestId(),
                "host-" + container,
                "node-" + container))));
    }
}
