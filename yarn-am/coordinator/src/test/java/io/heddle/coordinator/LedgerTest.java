package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.TaskState;
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
}
