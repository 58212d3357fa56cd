package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobId;
import org.jspecify.annotations.Nullable;

/** What people who asked for snapshots are told. A stop is answered when the job has ended by it, not before. */
final class Answers {
    private final Turn turn;
    private final JobId job;
    /** The stop that is complete and whose job has not ended yet. */
    private Pending.@Nullable Order stopped;

    Answers(Turn turn, JobId job) {
        this.turn = turn;
        this.job = job;
    }

    void refuse(long requestId, String why) {
        failed(requestId, new FailureInfo(FaultCategory.CONFIGURATION, why, ""));
    }

    void failed(long requestId, FailureInfo why) {
        turn.answer(requestId, new Answer.SnapshotFailed(job, why));
    }

    void done(Pending.Order order) {
        turn.answer(order.requestId(), new Answer.SnapshotDone(job, order.id(), order.path()));
    }

    void stopped(Pending.Order order) {
        stopped = order;
    }

    /** Whether the job is ending by a complete stop. */
    boolean isStopped() {
        return stopped != null;
    }

    /** Tasks are restored after all: whoever asked must not start another job from the same place beside this one. */
    void onRestore() {
        notStopped("a failure before the end has restarted the job from it; stop it again.");
    }

    void onJobEnded(JobStatus status) {
        Pending.Order order = stopped;
        if (order != null && status == JobStatus.FINISHED) {
            stopped = null;
            done(order);
        }
        notStopped("the job is " + status + ".");
    }

    private void notStopped(String why) {
        Pending.Order order = stopped;
        stopped = null;
        if (order != null) {
            failed(
                    order.requestId(),
                    new FailureInfo(
                            FaultCategory.LOST_PEER, "Savepoint " + order.path() + " is complete, but " + why, ""));
        }
    }
}
