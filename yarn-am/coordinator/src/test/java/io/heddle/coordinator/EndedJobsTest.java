package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session remembers of jobs and their failures. */
class EndedJobsTest {
    private static final CoordinatorSettings SETTINGS = settings(false);

    private Stage stage = new Stage(SETTINGS);

    private static CoordinatorSettings settings(boolean perJob) {
        return CoordinatorSettings.of(
                perJob,
                Configuration.of(
                        Map.of(
                                "jobstore.max-capacity",
                                "2",
                                "jobstore.expiration-time",
                                "20",
                                "web.exception-history-size",
                                "2"),
                        Origin.PROGRAM));
    }

    private void run(int number) {
        stage.submit(Plans.job(number).vertex(1));
        if (number == 1) {
            stage.supply(1, "c1");
        }
        stage.obey("c1", TaskState.RUNNING).forEach(each -> stage.says("c1", each, TaskState.FINISHED, null));
        stage.pass(1_000, "c1");
    }

    private List<String> shown() {
        return stage.coordinator.cluster().jobs().stream()
                .map(each -> each.name())
                .toList();
    }

    @Test
    void theOldestOfTooManyIsForgottenAndTheOthersInTime() {
        stage.recovered();
        run(1);
        run(2);
        assertEquals(List.of("job-0001", "job-0002"), shown());
        run(3);
        assertEquals(List.of("job-0002", "job-0003"), shown());
        stage.pass(18_000, "c1");
        assertEquals(List.of("job-0003"), shown());
        stage.pass(2_000, "c1");
        assertEquals(List.of(), shown());
    }

    @Test
    void timePassesThoughNothingHappens() {
        stage.recovered();
        run(1);
        stage.pass(40_000);
        assertEquals(List.of(), shown());
    }

    @Test
    void aForgottenJobHasItsOutcomeAndItsIdIsTaken() {
        stage.recovered();
        run(1);
        stage.pass(30_000, "c1");
        assertNull(stage.coordinator.job(Plans.id(1)));
        assertEquals(
                JobStatus.FINISHED,
                assertNotNullAnd(stage.coordinator.outcome(Plans.id(1))).status());
        stage.submit(Plans.job(1).vertex(1));
        List<Decision.Answered> answers = stage.made(Decision.Answered.class);
        Answer.Refused refused = assertInstanceOf(
                Answer.Refused.class, answers.get(answers.size() - 1).answer());
        assertEquals(Answer.Reason.CONFLICT, refused.reason());
    }

    private static <T> T assertNotNullAnd(T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void theNextMasterForgetsWhatEndedBeforeIt() {
        stage.recovered();
        run(1);
        Storage storage = stage.storage;
        stage = new Stage(SETTINGS, 2, storage);
        stage.on(new Event.LedgerRecovered(storage.sinceSnapshot(), List.of()));
        assertEquals(List.of("job-0001"), shown());
        stage.pass(30_000);
        assertEquals(List.of(), shown());
    }

    @Test
    void theJobOfAnApplicationOfItsOwnIsNotForgotten() {
        stage = new Stage(settings(true));
        stage.recovered();
        stage.submit(Plans.job(1).vertex(1));
        stage.supply(1, "c1");
        stage.obey("c1", TaskState.RUNNING).forEach(each -> stage.says("c1", each, TaskState.FINISHED, null));
        stage.pass(40_000);
        assertEquals(List.of("job-0001"), shown());
    }

    @Test
    void theLastFailuresAreShown() {
        stage.recovered();
        stage.submit(Plans.job(1)
                .vertex(1)
                .with("restart-strategy", "fixed-delay")
                .with("restart-strategy.fixed-delay.attempts", "10"));
        stage.supply(1, "c1");
        for (int failure = 1; failure <= 3; failure++) {
            for (ExecutionId task : stage.obey("c1", TaskState.RUNNING)) {
                stage.says("c1", task, TaskState.FAILED, new FailureInfo(FaultCategory.USER, "no " + failure, ""));
            }
            stage.pass(3_000, "c1");
        }
        assertEquals(
                List.of("no 3", "no 2"),
                stage.job(Plans.id(1)).failures().stream()
                        .map(each -> each.failure().message())
                        .toList());
    }
}
