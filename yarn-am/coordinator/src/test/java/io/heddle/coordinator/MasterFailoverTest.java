package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.PlanHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new master finds what runs, adopts it, and restarts only what is proven missing. */
class MasterFailoverTest {
    private static final FailureInfo USER = new FailureInfo(FaultCategory.USER, "boom", "");

    private final Storage storage;
    private final List<ExecutionId> onC1;
    private final List<ExecutionId> onC2;
    private Stage stage;

    /** A job with one region in each of two workers; one checkpoint is complete. */
    MasterFailoverTest() {
        stage = Stage.elastic(false, 1);
        storage = stage.storage;
        stage.submit(plan());
        stage.supply(1, "c1", "c2");
        onC1 = stage.obey("c1", TaskState.RUNNING);
        onC2 = stage.obey("c2", TaskState.RUNNING);
        stage.pass(10_000, "c1", "c2");
        stage.acknowledge("c1", onC1);
        stage.acknowledge("c2", onC2);
        assertEquals(1, storage.checkpoints.size());
    }

    private static Plans plan() {
        return Plans.job(1).vertex(2).checkpointed();
    }

    private static RunningTask[] running(TaskState state, List<ExecutionId> executions) {
        return executions.stream()
                .map(each -> new RunningTask(each, state, PlanHash.of(plan().bytes()), null, Map.of(), null))
                .toArray(RunningTask[]::new);
    }

    private JobStatus status() {
        return stage.status(Plans.id(1));
    }

    private long deployments() {
        return stage.made(Decision.Send.class).stream()
                .filter(each -> each.message() instanceof ToWorker.DeployTasks)
                .count();
    }

    private void nextMaster(int attempt) {
        stage = Stage.next(attempt, storage, "c1", "c2");
    }

    /** The old master's deployment reaches the worker when it has already presented itself to the new one. */
    @Test
    void whatStartsAfterItsWorkerHasComeIsEndedLikeEverythingElse() {
        nextMaster(2);
        stage.register("c1", 1);
        onC1.forEach(each -> stage.says("c1", each, TaskState.RUNNING, null));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RUNNING, status());
        stage.on(new Event.CancelJob(2, Plans.id(1)));
        assertEquals(JobStatus.CANCELLING, status());
        assertEquals(onC1, stage.sent("c1", ToWorker.CancelTasks.class).get(0).executions());
        stage.obey("c1", TaskState.RUNNING);
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(JobStatus.CANCELED, status());
        assertEquals(1, stage.sent("c1", ToWorker.CloseJob.class).size());
    }

    /** The ResourceManager was restarted too, and hears of containers only when their nodes come back to it. */
    @Test
    void aContainerNamedLateIsSupplyUnlessItsWorkerWasGivenUp() {
        stage = Stage.next(2, storage, "c1");
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.pass(21_000, "c1");
        assertTrue(stage.made(Decision.ReleaseContainer.class).stream()
                .anyMatch(each -> each.container().value().equals("c2")));
        stage.decisions.clear();

        stage.on(new Event.PreviousContainers(List.of(
                new Event.AllocatedContainer(new WorkerId("c2"), -1, "host-c2", "node-c2"),
                new Event.AllocatedContainer(new WorkerId("c1"), -1, "host-c1", "node-c1"))));
        assertEquals(
                List.of("c2"),
                stage.made(Decision.ReleaseContainer.class).stream()
                        .map(each -> each.container().value())
                        .toList());
    }

    @Test
    void whatRunsIsAdoptedAndNothingIsDeployed() {
        nextMaster(2);
        assertEquals(JobStatus.RECONCILING, status());
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RUNNING, status());
        assertEquals(0, deployments());
        assertTrue(stage.made(Decision.RequestContainers.class).isEmpty());
        assertEquals(
                Origin.Kind.MASTER_FAILOVER,
                stage.job(Plans.id(1)).summary().origin().kind());
        // The last complete checkpoint is committed again, in case nobody heard of it.
        assertEquals(
                1L, stage.sent("c1", ToWorker.CheckpointCompleted.class).get(0).checkpointId());
    }

    @Test
    void itIsKnownWhichMasterBeganWhatFromWhere() {
        stage.says("c1", onC1.get(0), TaskState.FAILED, USER);
        stage.pass(1_500, "c1", "c2");
        nextMaster(2);
        // Twice, since every master writes the ledger anew.
        nextMaster(3);
        assertEquals(
                List.of("3 MASTER_FAILOVER", "2 MASTER_FAILOVER", "1 AUTO_FAILOVER(chk-1)", "1 FRESH"),
                stage.job(Plans.id(1)).starts().stream()
                        .map(run -> run.epoch().attempt() + " " + run.origin().text())
                        .toList());
    }

    /** F03. */
    @Test
    void checkpointsGoOnWithLaterNumbers() {
        stage.pass(10_000, "c1", "c2");
        long pending = stage.triggered("c1").checkpointId();
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertTrue(stage.sent("c1", ToWorker.CheckpointAborted.class).stream()
                .anyMatch(each -> each.checkpointId() == pending));
        stage.pass(10_000, "c1", "c2");
        long next = stage.acknowledge("c1", onC1);
        stage.acknowledge("c2", onC2);
        assertTrue(next > pending);
        assertTrue(storage.checkpoints.values().stream().anyMatch(each -> each.checkpointId() == next));
    }

    /** F51: twice within a second, and then again. */
    @Test
    void mastersMayDieAsTheyLike() {
        nextMaster(2);
        nextMaster(3);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        for (int attempt = 4; attempt < 14; attempt++) {
            nextMaster(attempt);
            stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        }
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        assertEquals(JobStatus.RUNNING, status());
        assertEquals(0, deployments());
    }

    /** F01: a master that dies while the job restarts. */
    @Test
    void aRestartUnderWayGoesOnFromTheNewestCheckpoint() {
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        assertEquals(JobStatus.RESTARTING, status());
        nextMaster(2);
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.pass(1_500, "c2");
        stage.supply(1, "c3");
        ToWorker.DeployTasks again =
                stage.sent("c3", ToWorker.DeployTasks.class).get(0);
        assertEquals(1, again.tasks().get(0).restore().checkpointId());
        assertEquals(1, again.tasks().get(0).execution().attempt());
        assertEquals(0, stage.sent("c2", ToWorker.DeployTasks.class).size());
        assertEquals(List.of(), storage.discarded);
    }

    @Test
    void onlyWhatIsMissingRestarts() {
        nextMaster(2);
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RECONCILING, status());
        stage.pass(21_000, "c2");
        assertEquals(JobStatus.RESTARTING, status());
        stage.pass(1_000, "c2");
        stage.supply(1, "c3");
        assertEquals(1, stage.obey("c3", TaskState.RUNNING).size());
        assertEquals(0, stage.sent("c2", ToWorker.CancelTasks.class).size());
        assertEquals(JobStatus.RUNNING, status());
    }

    @Test
    void aTaskOfAnotherPlanIsEndedNotAdopted() {
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, new RunningTask(onC2.get(0), TaskState.RUNNING, 4711, null, Map.of(), null));
        assertEquals(1, stage.sent("c2", ToWorker.CancelTasks.class).size());
    }

    /** F04. */
    @Test
    void aCancellationOutlivesTheMasterThatPromisedIt() {
        stage.storageWorks = false;
        stage.on(new Event.CancelJob(9, Plans.id(1)));
        assertTrue(stage.made(Decision.Answered.class).stream().noneMatch(each -> each.requestId() == 9));
        stage.storageWorks = true;
        List.copyOf(stage.held).forEach(each -> stage.durable((Decision.Persist) each));
        assertTrue(stage.made(Decision.Answered.class).stream()
                .anyMatch(each -> each.requestId() == 9 && each.answer() instanceof Answer.Accepted));
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.obey("c1", TaskState.RUNNING);
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(JobStatus.CANCELED, status());
        assertEquals(0, deployments());
    }

    /** F04: the host that is lost was that of the master and of the worker. */
    @Test
    void aCancellationIsCarriedOutThoughAllWorkersWentWithTheMaster() {
        Stage before = Stage.elastic(false, 1);
        before.submit(Plans.job(1).vertex(1));
        before.supply(1, "c1");
        before.obey("c1", TaskState.RUNNING);
        before.on(new Event.CancelJob(9, Plans.id(1)));
        stage = new Stage(CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(0, 1)), 2, before.storage);
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), -100, ""));
        stage.on(new Event.LedgerRecovered(before.storage.sinceSnapshot(), List.of()));
        assertEquals(JobStatus.CANCELED, status());
    }

    /** F05. */
    @Test
    void aFencedMasterDecidesNothingMore() {
        stage.on(new Event.CancelJob(9, Plans.id(1)));
        stage.decisions.clear();
        stage.on(new Event.PersistFailed(Long.MAX_VALUE, Storage.TROUBLE, true));
        assertEquals(1, stage.decisions.size());
        assertTrue(stage.decisions.get(0) instanceof Decision.Abdicate);
        stage.pass(60_000);
        stage.says("c1", onC1.get(0), TaskState.FAILED, USER);
        assertEquals(1, stage.decisions.size());
    }

    /** F06. */
    @Test
    void aJobThatCannotBeReadIsKeptApart() {
        stage.submit(Plans.job(2).vertex(1));
        List<LedgerEntry> damaged = storage.sinceSnapshot().stream()
                .map(entry -> entry instanceof LedgerEntry.JobAdmitted job
                                && job.job().equals(Plans.id(2))
                        ? new LedgerEntry.JobAdmitted(job.job(), new byte[] {1, 2, 3}, job.options(), job.admittedMs())
                        : entry)
                .toList();
        storage.ledger.clear();
        storage.ledger.addAll(damaged);
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RUNNING, status());
        assertEquals(JobStatus.QUARANTINED, stage.status(Plans.id(2)));
        stage.submit(Plans.job(2).vertex(1));
        Answer answer = stage.made(Decision.Answered.class).get(0).answer();
        assertTrue(answer instanceof Answer.Refused, answer.toString());
    }

    /** F06: nobody else waits for the application of that job. */
    @Test
    void anApplicationEndsWithItsOnlyJobThatCannotBeRead() {
        CoordinatorSettings perJob = CoordinatorSettings.of(true, CoordinatorSettings.Fleet.elastic(0, 1));
        stage = new Stage(perJob, 2, storage);
        stage.on(new Event.LedgerRecovered(List.of(), List.of(new Event.UnreadableEntry(null, "entry 1 is damaged"))));
        stage.submit(plan());
        Decision.EndApplication end = stage.made(Decision.EndApplication.class).get(0);
        assertEquals(FinalStatus.FAILED, end.status());
        assertTrue(end.diagnostics().contains("entry 1 is damaged"), end.diagnostics());
        assertEquals(
                0,
                stage.coordinator.cluster().jobs().stream()
                        .filter(each -> each.id().equals(Plans.id(1)))
                        .count());
    }

    /** F06: nobody knows whose the damaged record was; it is shown, and the rest goes on. */
    @Test
    void aDamagedRecordIsShown() {
        stage = new Stage(CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(0, 1)), 2, storage);
        stage.on(new Event.LedgerRecovered(
                storage.sinceSnapshot(), List.of(new Event.UnreadableEntry(null, "entry 17 is damaged"))));
        assertEquals(2, stage.coordinator.cluster().jobs().size());
        assertEquals(
                JobStatus.QUARANTINED, stage.coordinator.cluster().jobs().get(1).status());
    }

    /** F07: never an older checkpoint silently. */
    @Test
    void anUnreadableNewestCheckpointStopsTheJobVisibly() {
        stage.pass(10_000, "c1", "c2");
        long newest = stage.acknowledge("c1", onC1);
        stage.acknowledge("c2", onC2);
        storage.checkpoints.keySet().removeIf(path -> path.endsWith("chk-" + newest));
        nextMaster(2);
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(JobStatus.FAILED, status());
        assertTrue(stage.job(Plans.id(1)).failure().message().contains("chk-" + newest));
    }

    /** F07: whichever of them storage answers for first. */
    @Test
    void anUnreadableNewestCheckpointIsNotForgottenWhenAnOlderOneIsReadAfterIt() {
        stage.pass(10_000, "c1", "c2");
        long newest = stage.acknowledge("c1", onC1);
        stage.acknowledge("c2", onC2);
        // The older one is still there, as it is before its end is durable.
        storage.ledger.removeIf(LedgerEntry.CheckpointSubsumed.class::isInstance);
        storage.checkpoints.putIfAbsent(chk(1), storage.checkpoints.get(chk(newest)));
        storage.checkpoints.remove(chk(newest));
        storage.answersBackwards = true;
        nextMaster(2);
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(JobStatus.FAILED, status());
        assertTrue(stage.job(Plans.id(1)).failure().message().contains("chk-" + newest));
    }

    /** F07: the master died when the new place of a task was durable and before its worker heard of it. */
    @Test
    void whatNoWorkerHasHeardOfDoesNotStartFromLessThanTheNewestCheckpoint() {
        stage.says("c1", onC1.get(0), TaskState.FAILED, USER);
        stage.pass(1_500, "c1", "c2");
        assertEquals(1, stage.sent("c1", ToWorker.DeployTasks.class).size());
        storage.checkpoints.clear();
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.FAILED, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(0, deployments());
        assertEquals(JobStatus.FAILED, status());
        assertTrue(stage.job(Plans.id(1)).failure().message().contains("chk-1"));
    }

    private static String chk(long id) {
        return "mem://checkpoints/" + Plans.id(1) + "/chk-" + id;
    }

    /** A person may have given the job the id of the one that it goes on from. */
    @Test
    void whatTheJobStartedFromIsNotGivenUpByTheNextMaster() {
        Stage again = Stage.elastic(false, 1);
        again.storage.checkpoints.putAll(storage.checkpoints);
        again.submit(plan(), new StartOptions(chk(1), false, false, StartOptions.ClaimMode.NO_CLAIM));
        again.supply(1, "c1", "c2");
        again.obey("c1", TaskState.RUNNING);
        again.obey("c2", TaskState.RUNNING);
        stage = Stage.next(2, again.storage, "c1", "c2");
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RUNNING, status());
        assertTrue(again.storage.checkpoints.containsKey(chk(1)));
    }

    /** A savepoint belongs to the person who asked for it, who has been told where it is. */
    @Test
    void aCompleteSavepointIsNotGivenUpByTheNextMaster() {
        stage.on(new Event.TriggerSavepoint(
                7, Plans.id(1), CheckpointKind.SAVEPOINT_CANONICAL, "mem://savepoints", false));
        long savepoint = stage.acknowledge("c1", onC1);
        stage.acknowledge("c2", onC2);
        assertTrue(storage.checkpoints.keySet().stream().anyMatch(path -> path.startsWith("mem://savepoints/")));
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RUNNING, status());
        // A worker deletes what it has written for a checkpoint that is given up.
        assertFalse(stage.sent("c1", ToWorker.CheckpointAborted.class).stream()
                .anyMatch(each -> each.checkpointId() == savepoint));
    }

    /** F61: a NameNode that is down while a master takes over says nothing about the checkpoint. */
    @Test
    void storageThatIsAwayIsWaitedFor() {
        storage.readsFail = true;
        nextMaster(2);
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        stage.pass(300_000, "c2");
        assertEquals(JobStatus.RECONCILING, status());
        storage.readsFail = false;
        stage.pass(4_000, "c2");
        stage.supply(1, "c3");
        ToWorker.DeployTasks again =
                stage.sent("c3", ToWorker.DeployTasks.class).get(0);
        assertEquals(1, again.tasks().get(0).restore().checkpointId());
    }

    /** F07: and when it is away for good, the job says so. */
    @Test
    void storageThatStaysAwayEndsTheJobVisibly() {
        storage.readsFail = true;
        nextMaster(2);
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        stage.pass(1_000_000, "c2");
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(JobStatus.FAILED, status());
        assertTrue(stage.job(Plans.id(1)).failure().message().contains("chk-1"));
    }

    @Test
    void asLongAsNothingFailsAnUnreadableCheckpointHurtsNobody() {
        storage.checkpoints.clear();
        nextMaster(2);
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        assertEquals(JobStatus.RUNNING, status());
        stage.pass(10_000, "c1", "c2");
        stage.acknowledge("c1", onC1);
        long id = stage.acknowledge("c2", onC2);
        stage.says("c1", onC1.get(0), TaskState.FAILED, USER);
        stage.pass(1_500, "c1", "c2");
        assertEquals(
                id,
                stage.sent("c1", ToWorker.DeployTasks.class)
                        .get(0)
                        .tasks()
                        .get(0)
                        .restore()
                        .checkpointId());
    }

    /** F09. */
    @Test
    void anEndedJobIsNotRunAgainAndItsNumberIsTaken() {
        CoordinatorSettings perJob = CoordinatorSettings.of(true, CoordinatorSettings.Fleet.elastic(0, 1));
        onC1.forEach(each -> stage.says("c1", each, TaskState.FINISHED, null));
        onC2.forEach(each -> stage.says("c2", each, TaskState.FINISHED, null));
        assertEquals(JobStatus.FINISHED, status());
        stage = new Stage(perJob, 2, storage);
        stage.on(new Event.LedgerRecovered(storage.sinceSnapshot(), List.of()));
        Decision.EndApplication end = stage.made(Decision.EndApplication.class).get(0);
        assertEquals(FinalStatus.SUCCEEDED, end.status());
        assertEquals(0, deployments());
    }

    @Test
    void aClusterIsEndedAlsoByAMasterThatDoesNotKnowItsJobsYet() {
        stage = new Stage(CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(0, 1)), 2, storage);
        stage.on(new Event.ShutdownCluster(9, FinalStatus.SUCCEEDED, "by request", true));
        stage.on(new Event.LedgerRecovered(storage.sinceSnapshot(), List.of()));
        stage.register("c1", 1, running(TaskState.RUNNING, onC1));
        stage.register("c2", 1, running(TaskState.RUNNING, onC2));
        stage.obey("c1", TaskState.RUNNING);
        stage.obey("c2", TaskState.RUNNING);
        assertEquals(1, stage.made(Decision.EndApplication.class).size());
    }

    /** F05: a worker that obeys a later master is the proof that there is one. */
    @Test
    void aWordForALaterMasterEndsThisOne() {
        stage.decisions.clear();
        stage.word(
                "c1",
                new io.heddle.core.control.FromWorker.TaskStateChanged(
                        new Epoch(7, 1, 2), onC1.get(0), TaskState.FAILED, USER, Map.of(), null));
        assertEquals(1, stage.decisions.size());
        assertTrue(stage.decisions.get(0) instanceof Decision.Abdicate);
    }
}
