package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that no edge connects fail and wait apart from each other. */
class RegionsApartTest {
    private static final FailureInfo DOWN = new FailureInfo(FaultCategory.USER, "the database is down", "");

    @Test
    void whatWaitsTooLongForASlotDoesNotStopWhatRuns() {
        Stage stage = Stage.elastic(false, 1);
        stage.submit(Plans.job(1).vertex(2).checkpointed());
        stage.supply(1, "c1", "c2");
        stage.obey("c1", TaskState.RUNNING);
        stage.obey("c2", TaskState.RUNNING);
        stage.on(new Event.ContainerCompleted(new WorkerId("c2"), 137, ""));
        stage.decisions.removeIf(Decision.Send.class::isInstance);
        stage.pass(650_000, "c1");
        assertEquals(List.of(), stage.sent("c1", ToWorker.CancelTasks.class), "its own region lacks nothing");
        assertTrue(
                stage.job(Plans.id(1)).failures().stream()
                        .anyMatch(each -> each.failure().message().startsWith("NoResourceAvailable")),
                "people hear of it all the same");

        stage.supply(1, "c3");
        List<ExecutionId> again = stage.obey("c3", TaskState.RUNNING);
        assertEquals(1, again.size());
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    /** One cause, and many who suffer from it one after the other: the pause is that of one failure. */
    @Test
    void whatFailsDuringThePauseDoesNotProlongIt() {
        Stage stage = Stage.local(1, 12);
        stage.submit(Plans.job(1)
                .vertex(12)
                .checkpointed()
                .with("restart-strategy", "exponential-delay")
                .with("restart-strategy.exponential-delay.attempts-before-reset-backoff", "5"));
        List<ExecutionId> all = stage.obey("w0", TaskState.RUNNING);
        for (ExecutionId each : all) {
            stage.says("w0", each, TaskState.FAILED, DOWN);
            stage.pass(20);
        }
        stage.beat("w0");
        stage.pass(1_200);
        assertEquals(12, stage.obey("w0", TaskState.RUNNING).size(), "after a second and some chance");
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }
}
