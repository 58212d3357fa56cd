package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.PlanHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the last master kept is the next one's to delete. */
class InheritedCheckpointsTest {
    private static final String OWN = "mem://checkpoints/" + Plans.id(1) + "/chk-";

    private Stage stage = Stage.elastic(false, 2);
    private List<ExecutionId> tasks = List.of();

    private void submit(Plans plan, StartOptions options) {
        stage.submit(plan, options);
        stage.supply(2, "c1");
        tasks = stage.obey("c1", TaskState.RUNNING);
    }

    private static Plans plan() {
        return Plans.job(1).vertex(2).checkpointed();
    }

    private void checkpoint() {
        stage.pass(10_000, "c1");
        stage.acknowledge("c1", tasks);
    }

    private void nextMaster(Plans plan) {
        stage = Stage.next(2, stage.storage, "c1");
        stage.register(
                "c1",
                2,
                tasks.stream()
                        .map(each -> new RunningTask(
                                each, TaskState.RUNNING, PlanHash.of(plan.bytes()), null, Map.of(), null))
                        .toArray(RunningTask[]::new));
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
    }

    /** It is the job's to delete as it was before, and only once it is too many. */
    @Test
    void aClaimedStartIsDeletedByTheNextMasterToo() {
        Plans two = plan().with("execution.checkpointing.num-retained", "2");
        submit(two, StartOptions.FRESH);
        checkpoint();
        Storage before = stage.storage;
        String claimed = "mem://elsewhere/chk-1";
        stage = Stage.elastic(false, 2);
        stage.storage.checkpoints.put(claimed, before.checkpoints.get(OWN + 1));
        submit(two, new StartOptions(claimed, false, false, StartOptions.ClaimMode.CLAIM));
        checkpoint();
        nextMaster(two);
        assertTrue(stage.storage.checkpoints.containsKey(claimed));
        checkpoint();
        assertFalse(stage.storage.checkpoints.containsKey(claimed));
    }

    /** Every later master would read it again and complain. */
    @Test
    void anOlderCheckpointThatCannotBeReadIsGivenUpWhenItIsNotWantedAnyMore() {
        submit(plan(), StartOptions.FRESH);
        checkpoint();
        checkpoint();
        // The older one still counts, as it does before its end is durable.
        stage.storage.ledger.removeIf(LedgerEntry.CheckpointSubsumed.class::isInstance);
        stage.storage.discarded.clear();
        nextMaster(plan());
        checkpoint();
        assertTrue(stage.storage.ledger.contains(new LedgerEntry.CheckpointSubsumed(Plans.id(1), 1)));
        assertTrue(stage.storage.discarded.contains(OWN + 1));
    }
}
