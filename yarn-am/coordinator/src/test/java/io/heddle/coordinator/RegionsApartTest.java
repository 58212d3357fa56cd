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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that no edge connects fail and wait apart from each other. */
class RegionsApartTest {
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
}
