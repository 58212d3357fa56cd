package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.control.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a master finds in the ledger, whatever trouble the one before it had with storage. */
class LedgerTest {
    private Stage stage = Stage.elastic(false, 1);

    private void begin(int number) {
        stage.submit(Plans.job(number).vertex(1));
        if (number == 1) {
            stage.supply(1, "c1");
        }
    }

    private void run(int number) {
        begin(number);
        stage.obey("c1", TaskState.RUNNING).forEach(each -> stage.says("c1", each, TaskState.FINISHED, null));
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(number)));
    }

    /** What is appended while storage has a bad moment must not be lost when that moment is over. */
    @Test
    void aSummaryThatStorageDidNotTakeReplacesNothingThatCameAfterIt() {
        stage.storage.snapshotsFail = true;
        for (int number = 1; number <= 60; number++) {
            run(number);
        }
        begin(61);
        stage.storage.snapshotsFail = false;
        stage.pass(3_000, "c1");
        stage = Stage.next(2, stage.storage, "c1");
        assertEquals(JobStatus.RECONCILING, stage.status(Plans.id(61)));
    }

    /** A program that hands in many jobs one after the other is run once more by the next master. */
    @Test
    void noneOfManyEndedJobsIsRunAgain() {
        for (int number = 1; number <= 150; number++) {
            run(number);
        }
        stage = Stage.next(2, stage.storage, "c1");
        stage.on(new Event.SubmitJob(9, Plans.job(1).vertex(1).bytes(), StartOptions.FRESH));
        Answer answer = stage.made(Decision.Answered.class).get(0).answer();
        assertEquals(
                Answer.Reason.CONFLICT,
                assertInstanceOf(Answer.Refused.class, answer).reason());
    }

    /** Storage has trouble with the job's first record, and the person who handed it in has enough of it. */
    @Test
    void aJobThatEndedBeforeItsFirstRecordWasTakenIsNotRunByTheNextMaster() {
        stage.storageWorks = false;
        begin(2);
        Decision.Persist admitted = (Decision.Persist) stage.held.remove(0);
        stage.on(new Event.PersistFailed(admitted.token(), Storage.TROUBLE, false));
        stage.storageWorks = true;
        stage.on(new Event.CancelJob(7, Plans.id(2)));
        assertEquals(JobStatus.CANCELED, stage.status(Plans.id(2)));
        stage.pass(3_000);
        stage = Stage.next(2, stage.storage);
        assertEquals(
                List.of(JobStatus.CANCELED),
                stage.coordinator.cluster().jobs().stream()
                        .map(each -> each.status())
                        .toList());
    }
}
