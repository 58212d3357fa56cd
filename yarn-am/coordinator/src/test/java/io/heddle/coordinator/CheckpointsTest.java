package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.port.StartOptions.ClaimMode;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final FailureInfo USER = new FailureInfo(FaultCategory.USER, "boom", "");

    /** One worker with two tasks that run and are checkpointed every ten seconds. */
    private static final class Setting {
        final Stage stage = Stage.elastic(false, 2);
        final List<ExecutionId> tasks;

        Setting(Plans plan) {
            this(plan, StartOptions.FRESH);
        }

        Setting(Plans plan, StartOptions options) {
            stage.submit(plan, options);
            stage.supply(2, "c1");
            tasks = stage.obey("c1", TaskState.RUNNING);
        }

        long checkpoint() {
            stage.pass(10_000, "c1");
            return stage.acknowledge("c1", tasks);
        }

        /** A task answers, with parts in those shared files. */
        void acknowledge(int task, String... sharedFiles) {
            List<Segment> segments = Stream.of(sharedFiles)
                    .map(name -> new Slice.InFile("../shared/" + name, 0, 1, 0, true))
                    .map(slice -> new Segment(StateKind.KEYED, "s", "test/1", 0, 0, slice))
                    .toList();
            ExecutionId execution = tasks.get(task);
            OperatorSnapshot operator =
                    new OperatorSnapshot(Plans.operatorId(execution.task().vertex()), segments);
            stage.word(
                    "c1",
                    new FromWorker.CheckpointAcknowledged(
                            stage.epoch,
                            execution,
                            stage.triggered("c1").checkpointId(),
                            new TaskSnapshot(List.of(operator), false, 0, 0, 0, 1, 1)));
        }

        List<String> sharedDiscarded() {
            String shared = "mem://checkpoints/" + Plans.id(1) + "/shared/";
            return stage.storage.discarded.stream()
                    .filter(path -> path.startsWith(shared))
                    .map(path -> path.substring(shared.length()))
                    .toList();
        }

        List<Long> completed() {
            return stage.sent("c1", ToWorker.CheckpointCompleted.class).stream()
                    .map(ToWorker.CheckpointCompleted::checkpointId)
                    .toList();
        }

        List<Long> aborted() {
            return stage.sent("c1", ToWorker.CheckpointAborted.class).stream()
                    .map(ToWorker.CheckpointAborted::checkpointId)
                    .toList();
        }

        List<ToWorker.TaskDeployment> restart() {
            stage.obey("c1", TaskState.RUNNING);
            stage.says("c1", tasks.get(0), TaskState.FAILED, USER);
            stage.obey("c1", TaskState.RUNNING);
            stage.pass(1_100, "c1");
            return stage.sent("c1", ToWorker.DeployTasks.class).stream()
                    .flatMap(each -> each.tasks().stream())
                    .toList();
        }
    }

    private static Plans plan() {
        return Plans.job(1).vertex(1).vertex(1).pipelined(0, 1).checkpointed();
    }

    @Test
    void aCheckpointCountsWhenItsRecordIsDurableAndIsToldOnlyThen() {
        Setting on = new Setting(plan());
        on.stage.storage.checkpointsFail = true;
        on.checkpoint();
        assertEquals(List.of(), on.completed());
        on.stage.storage.checkpointsFail = false;
        long id = on.checkpoint();
        assertEquals(List.of(id), on.completed());
        assertEquals(
                "mem://checkpoints/" + Plans.id(1) + "/chk-" + id,
                on.stage.storage.checkpoints.keySet().iterator().next());
    }

    @Test
    void tasksStartAgainFromTheNewestCheckpoint() {
        Setting on = new Setting(plan());
        on.checkpoint();
        long newest = on.checkpoint();
        List<ToWorker.TaskDeployment> again = on.restart();
        assertEquals(2, again.size());
        for (ToWorker.TaskDeployment each : again) {
            assertEquals(1, each.execution().attempt());
            assertEquals(newest, each.restore().checkpointId());
            assertEquals(1, each.restore().operators().get(0).segments().size());
        }
        Origin origin = on.stage.job(Plans.id(1)).summary().origin();
        assertEquals(Origin.Kind.AUTO_FAILOVER, origin.kind());
        assertEquals(newest, origin.checkpointId());
    }

    /** F39: what was prepared for an aborted checkpoint is part of the next one; the abort itself is told. */
    @Test
    void aDeclinedCheckpointIsAbortedAndTheNextOneCounts() {
        Setting on = new Setting(plan());
        on.stage.pass(10_000, "c1");
        long first = on.stage.triggered("c1").checkpointId();
        on.stage.word("c1", new FromWorker.CheckpointDeclined(on.stage.epoch, on.tasks.get(0), first, Storage.TROUBLE));
        assertEquals(List.of(first), on.aborted());
        long second = on.checkpoint();
        assertTrue(second > first);
        assertEquals(List.of(second), on.completed());
    }

    /** What one task had made durable is of no use without the other's part; what a complete checkpoint needs stays. */
    @Test
    void sharedFilesOfACheckpointThatIsGivenUpAreDeleted() {
        Setting on = new Setting(
                plan().with("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION"));
        on.stage.pass(10_000, "c1");
        on.acknowledge(0, "one");
        on.acknowledge(1, "other");
        assertEquals(1, on.completed().size());

        on.stage.pass(10_000, "c1");
        on.acknowledge(0, "one", "two");
        long declined = on.stage.triggered("c1").checkpointId();
        on.stage.word(
                "c1", new FromWorker.CheckpointDeclined(on.stage.epoch, on.tasks.get(1), declined, Storage.TROUBLE));
        assertEquals(List.of("two"), on.sharedDiscarded());

        on.stage.pass(10_000, "c1");
        on.acknowledge(0, "one", "three");
        on.stage.on(new Event.CancelJob(6, Plans.id(1)));
        assertEquals(List.of("two", "three"), on.sharedDiscarded());
    }

    /** F08: the record got there, its answer did not; whatever is said about it later, it stays consistent. */
    @Test
    void aRecordOfUnknownFateIsRevokedBeforeItsFilesAreDeleted() {
        Setting on = new Setting(plan());
        long good = on.checkpoint();
        on.stage.storage.answersAreLost = true;
        long unknown = on.checkpoint();
        List<LedgerEntry> ledger = on.stage.ledger;
        assertEquals(new LedgerEntry.CheckpointSubsumed(Plans.id(1), unknown), ledger.get(ledger.size() - 1));
        assertTrue(on.stage.storage.discarded.contains("mem://checkpoints/" + Plans.id(1) + "/chk-" + unknown));
        Stage next = Stage.next(2, on.stage.storage, "c1");
        assertEquals(
                Long.valueOf(good),
                next.storage.checkpoints.values().iterator().next().checkpointId());
    }

    /** F61: storage that is away for minutes delays checkpoints and ends nothing. */
    @Test
    void troubleOfStorageDoesNotRestartTheJob() {
        Setting on = new Setting(plan());
        on.stage.storage.checkpointsFail = true;
        for (int i = 0; i < 30; i++) {
            on.checkpoint();
        }
        assertEquals(JobStatus.RUNNING, on.stage.status(Plans.id(1)));
        assertEquals(30, on.stage.job(Plans.id(1)).checkpoints().failed());
        on.stage.storage.checkpointsFail = false;
        on.checkpoint();
        assertEquals(1, on.completed().size());
    }

    /** F20: past what the user tolerates, failing checkpoints are a failure of the job. */
    @Test
    void moreFailuresThanToleratedRestartTheJob() {
        Setting on = new Setting(plan().with("execution.checkpointing.tolerable-failed-checkpoints", "2"));
        on.stage.storage.checkpointsFail = true;
        on.checkpoint();
        on.checkpoint();
        assertEquals(JobStatus.RUNNING, on.stage.status(Plans.id(1)));
        on.checkpoint();
        assertEquals(JobStatus.RESTARTING, on.stage.status(Plans.id(1)));
    }

    @Test
    void aCheckpointThatTakesTooLongIsGivenUp() {
        Setting on = new Setting(plan());
        on.stage.pass(10_000, "c1");
        long slow = on.stage.triggered("c1").checkpointId();
        on.stage.pass(61_000, "c1");
        assertTrue(on.aborted().contains(slow));
        long late = on.stage.triggered("c1").checkpointId();
        on.stage.acknowledge("c1", on.tasks);
        assertFalse(on.completed().contains(slow));
        assertTrue(late > slow);
    }

    /** F18, F13: no more than wanted are kept; a savepoint neither counts as one of them nor replaces one. */
    @Test
    void onlyTheNewestAreKept() {
        Setting on = new Setting(plan().with("execution.checkpointing.num-retained", "2"));
        on.checkpoint();
        on.checkpoint();
        long third = on.checkpoint();
        on.stage.on(new Event.TriggerSavepoint(5, Plans.id(1), CheckpointKind.SAVEPOINT_CANONICAL, null, false));
        long savepoint = on.stage.acknowledge("c1", on.tasks);
        Answer.SnapshotDone done = answer(on.stage, 5, Answer.SnapshotDone.class);
        assertTrue(done.path().startsWith("mem://savepoints/savepoint-"), done.path());
        assertFalse(on.completed().contains(savepoint));
        assertEquals(3, on.stage.storage.checkpoints.size());
        assertEquals(third, on.restart().get(0).restore().checkpointId());
    }

    @Test
    void stoppingTakesASavepointAndEndsTheJobAsFinished() {
        stopping(false, false);
        stopping(true, false);
        stopping(false, true);
        stopping(true, true);
    }

    private static void stopping(boolean drain, boolean nativeFormat) {
        {
            Setting on = new Setting(plan());
            CheckpointKind kind = CheckpointKind.stop(drain, nativeFormat);
            on.stage.on(new Event.StopJob(6, Plans.id(1), kind, "mem://elsewhere/"));
            assertEquals(kind, on.stage.triggered("c1").kind());
            long id = on.stage.acknowledge("c1", on.tasks);
            assertEquals(List.of(id), on.completed());
            on.tasks.forEach(each -> on.stage.says("c1", each, TaskState.FINISHED, null));
            assertEquals(JobStatus.FINISHED, on.stage.status(Plans.id(1)));
            String path = answer(on.stage, 6, Answer.SnapshotDone.class).path();
            assertTrue(path.startsWith("mem://elsewhere/savepoint-"), path);
            assertTrue(on.stage.storage.checkpoints.containsKey(path));
        }
    }

    /** Otherwise one half of the job would run on, and the other would be taken for finished from then on. */
    @Test
    void aFailureAfterAStopBringsBackWhatHadEndedByIt() {
        Setting on = new Setting(Plans.job(1).vertex(1).vertex(1).checkpointed());
        on.stage.on(new Event.StopJob(6, Plans.id(1), CheckpointKind.STOP_SUSPEND, null));
        on.stage.acknowledge("c1", on.tasks);
        on.stage.takeSent("c1");
        on.stage.says("c1", on.tasks.get(0), TaskState.FINISHED, null);
        on.stage.says("c1", on.tasks.get(1), TaskState.FAILED, USER);
        on.stage.pass(1_100, "c1");
        assertEquals(
                2,
                on.stage.sent("c1", ToWorker.DeployTasks.class).stream()
                        .mapToInt(each -> each.tasks().size())
                        .sum());
    }

    /** The same while nobody knows yet whether the savepoint is complete. */
    @Test
    void aFailureWhileAStopIsMadeDurableBringsBackWhatEndsByIt() {
        Setting on = new Setting(Plans.job(1).vertex(1).vertex(1).checkpointed());
        on.stage.on(new Event.StopJob(6, Plans.id(1), CheckpointKind.STOP_SUSPEND, null));
        on.stage.storage.checkpointsWait = true;
        on.stage.acknowledge("c1", on.tasks);
        on.stage.takeSent("c1");
        on.stage.says("c1", on.tasks.get(1), TaskState.FAILED, USER);
        on.stage.pass(1_100, "c1");
        on.stage.storage.checkpointsWait = false;
        on.stage.on(on.stage.storage.outcome(
                on.stage.made(Decision.PersistCheckpoint.class).get(0)));
        on.stage.says("c1", on.tasks.get(0), TaskState.FINISHED, null);
        assertEquals(
                2,
                on.stage.sent("c1", ToWorker.DeployTasks.class).stream()
                        .mapToInt(each -> each.tasks().size())
                        .sum());
    }

    /** What lies there goes with the job's last checkpoint, or with one of the same number. */
    @Test
    void noSavepointIsTakenAmongTheJobsOwnCheckpoints() {
        Setting on = new Setting(plan());
        String own = "mem://checkpoints/" + Plans.id(1);
        on.stage.on(
                new Event.TriggerSavepoint(7, Plans.id(1), CheckpointKind.SAVEPOINT_CANONICAL, own + "/mine/", false));
        Answer.SnapshotFailed refused = answer(on.stage, 7, Answer.SnapshotFailed.class);
        assertTrue(refused.failure().message().contains(own), refused.failure().message());
        // Beside it there is no danger.
        on.stage.on(new Event.TriggerSavepoint(
                8, Plans.id(1), CheckpointKind.SAVEPOINT_CANONICAL, "mem://checkpoints", false));
        on.stage.acknowledge("c1", on.tasks);
        answer(on.stage, 8, Answer.SnapshotDone.class);
    }

    @Test
    void cancellingWithASavepointCancelsAfterIt() {
        Setting on = new Setting(plan());
        on.stage.on(new Event.TriggerSavepoint(7, Plans.id(1), CheckpointKind.SAVEPOINT_NATIVE, null, true));
        assertEquals(JobStatus.RUNNING, on.stage.status(Plans.id(1)));
        on.stage.acknowledge("c1", on.tasks);
        assertEquals(JobStatus.CANCELLING, on.stage.status(Plans.id(1)));
    }

    /** F04: a master that dies in between must leave a job that is cancelled, or one of which no task has ended. */
    @Test
    void cancellingAfterASavepointBeginsWhenThatIsDurable() {
        Setting on = new Setting(plan());
        on.stage.on(new Event.TriggerSavepoint(7, Plans.id(1), CheckpointKind.SAVEPOINT_NATIVE, null, true));
        on.stage.storageWorks = false;
        on.stage.acknowledge("c1", on.tasks);
        assertEquals(JobStatus.RUNNING, on.stage.status(Plans.id(1)));
        // And nothing is committed beyond the savepoint meanwhile.
        on.stage.takeSent("c1");
        on.stage.pass(30_000, "c1");
        assertTrue(on.stage.takeSent("c1").stream().noneMatch(ToWorker.TriggerCheckpoint.class::isInstance));
        on.stage.durable((Decision.Persist) on.stage.held.remove(0));
        assertEquals(JobStatus.CANCELLING, on.stage.status(Plans.id(1)));
    }

    @Test
    void retentionIsWhatTheUserSays() {
        Setting kept = new Setting(plan());
        kept.checkpoint();
        kept.stage.on(new Event.CancelJob(2, Plans.id(1)));
        kept.stage.obey("c1", TaskState.RUNNING);
        assertEquals(JobStatus.CANCELED, kept.stage.status(Plans.id(1)));
        assertEquals(1, kept.stage.storage.checkpoints.size());

        Setting dropped = new Setting(
                plan().with("execution.checkpointing.externalized-checkpoint-retention", "DELETE_ON_CANCELLATION"));
        dropped.checkpoint();
        dropped.stage.on(new Event.CancelJob(2, Plans.id(1)));
        assertEquals(1, dropped.stage.storage.checkpoints.size());
        dropped.stage.obey("c1", TaskState.RUNNING);
        assertEquals(0, dropped.stage.storage.checkpoints.size());
    }

    /** Of a job that began its lineage and leaves no checkpoint, the key goes too. */
    @Test
    void whoBeganALineageEndsIt() {
        Setting kept = new Setting(plan());
        kept.checkpoint();
        kept.stage.on(new Event.CancelJob(2, Plans.id(1)));
        kept.stage.obey("c1", TaskState.RUNNING);
        assertEquals(List.of(), kept.stage.storage.forgotten);

        Setting finished = new Setting(plan());
        finished.checkpoint();
        Map<String, CheckpointMetadata> checkpoints = Map.copyOf(finished.stage.storage.checkpoints);
        finished.tasks.forEach(task -> finished.stage.says("c1", task, TaskState.FINISHED, null));
        assertEquals(JobStatus.FINISHED, finished.stage.status(Plans.id(1)));
        assertEquals(List.of(Plans.id(1)), finished.stage.storage.forgotten);

        for (ClaimMode claim : ClaimMode.values()) {
            Stage heir = Stage.elastic(false, 2);
            heir.storage.checkpoints.putAll(checkpoints);
            heir.submit(
                    Plans.job(2).vertex(1).vertex(1).pipelined(0, 1).checkpointed(),
                    new StartOptions(checkpoints.keySet().iterator().next(), false, false, claim));
            heir.supply(2, "c1");
            List<ExecutionId> tasks = heir.obey("c1", TaskState.RUNNING);
            heir.pass(10_000, "c1");
            heir.acknowledge("c1", tasks);
            tasks.forEach(task -> heir.says("c1", task, TaskState.FINISHED, null));
            assertEquals(JobStatus.FINISHED, heir.status(Plans.id(2)));
            assertTrue(heir.storage.discarded.contains("mem://checkpoints/" + Plans.id(2)));
            assertEquals(List.of(), heir.storage.forgotten);
        }
    }

    /** F12: what was started from and not claimed is never touched; what was claimed goes when it is subsumed. */
    @Test
    void onlyAClaimedStartIsDeleted() {
        for (ClaimMode claim : ClaimMode.values()) {
            Setting first = new Setting(plan());
            first.checkpoint();
            String path = first.stage.storage.checkpoints.keySet().iterator().next();
            Setting second = new Setting(Plans.job(2).vertex(2).checkpointed());
            second.stage.storage.checkpoints.putAll(first.stage.storage.checkpoints);
            second.stage.submit(
                    Plans.job(3).vertex(1).vertex(1).pipelined(0, 1).checkpointed(),
                    new StartOptions(path, false, false, claim));
            second.stage.supply(2, "c2");
            List<ExecutionId> tasks = second.stage.obey("c2", TaskState.RUNNING);
            assertEquals(
                    Origin.Kind.MANUAL,
                    second.stage.job(Plans.id(3)).summary().origin().kind());
            for (int i = 0; i < 3; i++) {
                second.stage.pass(10_000, "c1", "c2");
                second.stage.acknowledge("c2", tasks);
            }
            assertEquals(claim == ClaimMode.NO_CLAIM, second.stage.storage.checkpoints.containsKey(path));
        }
    }

    @Test
    void aStartThatCannotBeReadStartsNothing() {
        Setting on = new Setting(plan(), new StartOptions("mem://nowhere/chk-1", false, false, ClaimMode.NO_CLAIM));
        assertEquals(List.of(), on.tasks);
        assertEquals(JobStatus.FAILED, on.stage.status(Plans.id(1)));
        assertTrue(on.stage.job(Plans.id(1)).failure().message().contains("mem://nowhere/chk-1"));
    }

    @Test
    void tasksThatFinishedAreNotWaitedFor() {
        Setting on = new Setting(plan());
        on.stage.says("c1", on.tasks.get(1), TaskState.FINISHED, null);
        on.stage.pass(10_000, "c1");
        on.stage.acknowledge("c1", List.of(on.tasks.get(0)));
        assertEquals(1, on.completed().size());
        List<ToWorker.TaskDeployment> again = on.restart();
        assertTrue(again.stream()
                .filter(each -> each.execution().task().vertex() == 1)
                .allMatch(each -> each.restore().finished()));
    }

    /** A barrier may be faster than the word of the checkpoint before it, and what an older one holds is deleted by then. */
    @Test
    void aTriggerNamesTheNewestCompleteCheckpoint() {
        Setting on = new Setting(plan());
        long first = on.checkpoint();
        assertEquals(-1, on.stage.triggered("c1").completedId());
        on.checkpoint();
        assertEquals(first, on.stage.triggered("c1").completedId());
    }

    @Test
    void minimalPauseAndConcurrencyAreKept() {
        Setting on = new Setting(plan().with("execution.checkpointing.interval", "1 s")
                .with("execution.checkpointing.max-concurrent-checkpoints", "2"));
        on.stage.pass(10_000, "c1");
        assertEquals(2, on.stage.sent("c1", ToWorker.TriggerCheckpoint.class).size());

        Setting pausing = new Setting(plan().with("execution.checkpointing.interval", "1 s")
                .with("execution.checkpointing.min-pause", "20 s"));
        pausing.stage.pass(2_000, "c1");
        pausing.stage.acknowledge("c1", pausing.tasks);
        pausing.stage.pass(18_000, "c1");
        assertEquals(
                1, pausing.stage.sent("c1", ToWorker.TriggerCheckpoint.class).size());
        pausing.stage.pass(3_000, "c1");
        assertEquals(
                2, pausing.stage.sent("c1", ToWorker.TriggerCheckpoint.class).size());
    }

    private static <A extends Answer> A answer(Stage stage, long request, Class<A> type) {
        return stage.made(Decision.Answered.class).stream()
                .filter(each -> each.requestId() == request)
                .map(Decision.Answered::answer)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
