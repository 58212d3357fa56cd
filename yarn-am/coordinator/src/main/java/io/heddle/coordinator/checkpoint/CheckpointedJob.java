package io.heddle.coordinator.checkpoint;

import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobPlan;
import java.util.Collection;
import java.util.List;

/** What checkpoints need of the job that they are of. */
public interface CheckpointedJob {

    /** One task. */
    record Member(ExecutionId execution, boolean finished) {}

    JobPlan plan();

    long planHash();

    /** All tasks, or none if the job is in no state to be checkpointed: some task neither runs nor has finished. */
    List<Member> members();

    /** Workers that run tasks of the job. */
    Collection<WorkerId> memberWorkers();

    /** Whether the execution is in that worker. */
    boolean isIn(ExecutionId execution, WorkerId worker);

    /** Checkpoints fail more often than is tolerated. */
    void onCheckpointsFail(FailureInfo why);

    /** What had to be known before tasks may be restored is known now. */
    void onCheckpointsSettled();

    /** A savepoint is complete after which a person wants the job cancelled. */
    void onCancelAfterSavepoint();
}
