package io.heddle.engine.worker;

import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.network.ChannelId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reaches the worker's mailbox. */
sealed interface WorkerEvent {

    /** A master says something over that link. */
    record MasterSays(MasterLink link, ToWorker message) implements WorkerEvent {}

    /** A master can be reached. */
    record LinkUp(MasterLink link) implements WorkerEvent {}

    /** That link is broken. */
    record LinkDown(MasterLink link) implements WorkerEvent {}

    /** A job's user code is ready. */
    record JobReady(OpenedJob job) implements WorkerEvent {}

    /** A job's user code cannot be had. */
    record JobRefused(JobId job, FailureInfo failure) implements WorkerEvent {}

    /** A task has moved on. */
    record TaskMoved(
            ExecutionId execution,
            TaskState state,
            @Nullable FailureInfo failure,
            Map<String, byte[]> accumulators) implements WorkerEvent {}

    /** A task's part of a checkpoint is durable. */
    record Acknowledged(ExecutionId execution, long checkpointId, TaskSnapshot snapshot) implements WorkerEvent {}

    /** A task cannot take part in a checkpoint. */
    record Declined(ExecutionId execution, long checkpointId, FailureInfo reason) implements WorkerEvent {}

    /** Counters of a task. */
    record Measured(TaskMetrics metrics) implements WorkerEvent {}

    /** Results for the client. */
    record Collected(ExecutionId execution, String resultId, long offset, int count, byte[] records, boolean last)
            implements WorkerEvent {}

    /** How far the event time of a source's instance is. */
    record EventTimeReached(ExecutionId execution, String group, long timeMs) implements WorkerEvent {}

    /** The answer to a question. */
    record Answered(
            long requestId, byte[] content, @Nullable FailureInfo failure) implements WorkerEvent {}

    /** A consumer in another worker asks for a channel that nobody here has opened. */
    record ChannelWanted(ChannelId channel) implements WorkerEvent {}
}
