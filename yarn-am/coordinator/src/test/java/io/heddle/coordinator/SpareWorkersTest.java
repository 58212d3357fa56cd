package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Workers kept beyond what the jobs need, so that the loss of one costs no start of another. */
class SpareWorkersTest {
    private final Stage stage = new Stage(CoordinatorSettings.of(
            false,
            Configuration.of(
                    Map.of("slotmanager.redundant-taskmanager-num", "1", "taskmanager.numberOfTaskSlots", "2"),
                    Origin.PROGRAM)));

    private int asked() {
        return stage.made(Decision.RequestContainers.class).stream()
                .mapToInt(each -> each.requests().size())
                .sum();
    }

    private void obeyAll(String... workers) {
        for (String worker : workers) {
            stage.obey(worker, TaskState.RUNNING);
        }
    }

    @Test
    void thereAreNoneWithoutJobs() {
        stage.recovered();
        stage.pass(60_000);
        assertEquals(0, asked());
    }

    @Test
    void oneMoreThanTheSlotsNeedIsKeptAndTakesOver() {
        stage.recovered();
        stage.submit(Plans.job(1).vertex(3).checkpointed());
        assertEquals(3, asked(), "two for three slots, and one");
        stage.supply(2, "c1", "c2", "c3");
        obeyAll("c1", "c2", "c3");
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
        stage.pass(60_000, "c1", "c2", "c3");
        obeyAll("c1", "c2", "c3");
        assertEquals(List.of(), stage.made(Decision.ReleaseContainer.class));

        stage.on(new Event.ContainerCompleted(new WorkerId("c1"), 137, ""));
        assertEquals(4, asked(), "the spare one is in use now, and missing");
        stage.pass(2_000, "c2", "c3");
        obeyAll("c2", "c3");
        stage.pass(2_000, "c2", "c3");
        obeyAll("c2", "c3");
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)), "on what was there");

        stage.on(new Event.CancelJob(2, Plans.id(1)));
        obeyAll("c2", "c3");
        assertEquals(JobStatus.CANCELED, stage.status(Plans.id(1)));
        assertEquals(1, stage.made(Decision.CancelRequests.class).size());
        stage.pass(60_000, "c2", "c3");
        assertEquals(
                List.of("c2", "c3"),
                stage.made(Decision.ReleaseContainer.class).stream()
                        .map(each -> each.container().value())
                        .toList());
    }
}
