package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.PlanHash;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A later master knows what had finished although the worker that could tell it is lost. */
class InheritedTasksTest {
    private static final Plans PLAN = Plans.job(1).vertex(2);

    private Stage stage = Stage.elastic(false, 1);
    private final ExecutionId first;
    private final RunningTask second;

    InheritedTasksTest() {
        stage.submit(PLAN);
        stage.supply(1, "c1", "c2");
        first = stage.obey("c1", TaskState.RUNNING).get(0);
        second = new RunningTask(
                stage.obey("c2", TaskState.RUNNING).get(0),
                TaskState.RUNNING,
                PlanHash.of(PLAN.bytes()),
                null,
                Map.of(),
                null);
    }

    private void firstFinishesAndItsWorkerIsLost() {
        stage.says("c1", first, TaskState.FINISHED, null);
        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    @Test
    void itIsNotDoneAgain() {
        firstFinishesAndItsWorkerIsLost();
        for (int attempt = 2; attempt < 4; attempt++) {
            // The second time it is read from the summary.
            stage = Stage.next(attempt, stage.storage, "c2");
            stage.register("c2", 1, second);
            stage.pass(25_000, "c2");
            assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
            assertTrue(stage.sent("c2", ToWorker.DeployTasks.class).isEmpty());
        }
        stage.says("c2", second.execution(), TaskState.FINISHED, null);
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(1)));
    }

    /** They are in the master alone when the worker is lost: with that master they are gone, and this job may not restart. */
    @Test
    void itIsMissedIfItsResultsHadNotBeenFetched() {
        stage.word(
                "c1", new FromWorker.Collected(stage.coordinator.epoch(), first, "sink", 0, 1, new byte[] {7}, true));
        firstFinishesAndItsWorkerIsLost();
        assertTrue(stage.storage.sinceSnapshot().stream().noneMatch(LedgerEntry.TasksFinished.class::isInstance));
        stage = Stage.next(2, stage.storage, "c2");
        stage.register("c2", 1, second);
        stage.pass(25_000, "c2");
        assertEquals(JobStatus.FAILING, stage.status(Plans.id(1)));
    }
}
