package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.FromWorker.TaskStateChanged;
import io.heddle.core.control.Lateness;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.PlanHash;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a task has counted since the last heartbeat comes with the word of its end; the job may be over with that word. */
class LastFiguresTest {
    private static final Plans PLAN = Plans.job(1).vertex(1);
    private static final Lateness LATE = new Lateness(List.of(new Lateness.Dropped("window", "a", 1, 5)), List.of());

    private static TaskMetrics figures(ExecutionId execution) {
        return new TaskMetrics(execution, 17, 4, 170, 40, 0, 0, 0, 5, Map.of("window.numLate", 1.0), LATE);
    }

    private static TaskMetrics shown(Stage stage) {
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(1)));
        return Objects.requireNonNull(
                stage.job(Plans.id(1)).vertices().get(0).subtasks().get(0).metrics());
    }

    @Test
    void anEndedJobShowsWhatItsTasksSaidLast() {
        Stage stage = Stage.local(1, 1);
        stage.submit(PLAN);
        ExecutionId task = stage.obey("w0", TaskState.RUNNING).get(0);
        stage.word("w0", new TaskStateChanged(stage.epoch, task, TaskState.FINISHED, null, Map.of(), figures(task)));
        assertEquals(figures(task), shown(stage));
    }

    @Test
    void aNewMasterHearsThemWithTheRegistration() {
        Stage first = Stage.elastic(false, 1);
        first.submit(PLAN);
        first.supply(1, "c1");
        ExecutionId task = first.obey("c1", TaskState.RUNNING).get(0);
        Stage next = Stage.next(2, first.storage, "c1");
        next.register(
                "c1",
                1,
                new RunningTask(task, TaskState.FINISHED, PlanHash.of(PLAN.bytes()), null, Map.of(), figures(task)));
        assertEquals(figures(task), shown(next));
    }
}
