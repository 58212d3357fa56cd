package io.heddle.core.control;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.plan.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the master says to a worker. */
public sealed interface ToWorker extends ControlMessage {

    /** The worker is registered; it sends a heartbeat every {@code heartbeatMs}. */
    record WorkerAccepted(Epoch epoch, long heartbeatMs) implements ToWorker {}

    /** The worker's heartbeat of that number was heard: so it knows that its master lives. */
    record HeartbeatHeard(Epoch epoch, long sequence) implements ToWorker {}

    /** The master is not ready; the worker keeps what runs and registers again in {@code retryMs}. */
    record MasterRestoring(Epoch epoch, long retryMs) implements ToWorker {}

    /** Here is a job, once for each worker; tasks of it follow. {@code plan} is an encoded {@code JobPlan}. Idempotent. */
    record OpenJob(Epoch epoch, JobId job, byte[] plan) implements ToWorker {}

    /**
     * Run these tasks. Idempotent by execution: one that is known already is not started again.
     *
     * @param placement where every task of the affected regions runs, so that channels can be made
     */
    record DeployTasks(Epoch epoch, JobId job, Placement placement, List<TaskDeployment> tasks) implements ToWorker {}

    /** End these executions; unknown ones are answered as CANCELED. */
    record CancelTasks(Epoch epoch, JobId job, List<ExecutionId> executions) implements ToWorker {}

    /** The job has ended everywhere: drop its plan, class loader, results and local state. */
    record CloseJob(Epoch epoch, JobId job) implements ToWorker {}

    /**
     * Start a checkpoint at those tasks of the job that have no running task before them.
     *
     * @param directory where the files of this checkpoint go
     * @param startedMs wall-clock time of the trigger
     * @param completedId the newest complete checkpoint of the job, whose files this one may refer to; negative if there is none. A
     *     barrier may be faster than the {@link CheckpointCompleted} before it, and what an older one holds may be deleted already
     */
    record TriggerCheckpoint(
            Epoch epoch,
            JobId job,
            long checkpointId,
            CheckpointKind kind,
            String directory,
            long startedMs,
            long completedId)
            implements ToWorker {}

    /** The checkpoint is complete and durable: commit. */
    record CheckpointCompleted(Epoch epoch, JobId job, long checkpointId) implements ToWorker {}

    /** The checkpoint will not complete: discard what was made for it. */
    record CheckpointAborted(Epoch epoch, JobId job, long checkpointId) implements ToWorker {}

    /** Results of a collecting sink up to {@code offset} (exclusive), as that execution counts, have been taken by the client. */
    record CollectTaken(Epoch epoch, ExecutionId execution, String sinkId, long offset) implements ToWorker {}

    /** How far the slowest of the group is to which that execution has said that it belongs. */
    record EventTimeLeast(Epoch epoch, ExecutionId execution, long timeMs) implements ToWorker {}

    /** A question for people: thread dump, list of logs, a piece of a log; answered by {@link FromWorker.QueryAnswered}. */
    record Query(Epoch epoch, long requestId, QueryKind kind, String argument, long offset, int length)
            implements ToWorker {}

    /** Fresh delegation tokens in Hadoop's own encoding. */
    record RefreshTokens(Epoch epoch, byte[] tokens) implements ToWorker {}

    /** End this worker; tasks that still run are cancelled. */
    record StopWorker(Epoch epoch, String reason) implements ToWorker {}

    /** One task to run, and what it starts from. */
    record TaskDeployment(ExecutionId execution, @Nullable TaskRestore restore) {}
}
