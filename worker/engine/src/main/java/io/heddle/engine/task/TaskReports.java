package io.heddle.engine.task;

import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import io.heddle.core.fault.FailureInfo;
import io.heddle.engine.operator.EventTimes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task tells its worker. Called on the task's thread or an I/O thread: put it into a mailbox and return. */
public interface TaskReports {

    /** The task has moved on; terminal states carry the accumulators. */
    void stateChanged(
            ExecutionId execution, TaskState state, @Nullable FailureInfo failure, Map<String, byte[]> accumulators);

    /** The task's part of a checkpoint is durable. */
    void acknowledged(ExecutionId execution, long checkpointId, TaskSnapshot snapshot);

    /** The task cannot take part in a checkpoint. */
    void declined(ExecutionId execution, long checkpointId, FailureInfo reason);

    /** Results of a collecting sink; see {@link io.heddle.engine.operator.Results}. */
    void collected(ExecutionId execution, String resultId, long offset, int count, byte[] records, boolean last);

    /** How far the event time of a source's instance is that waits for others; see {@link EventTimes}. */
    void eventTimeReached(ExecutionId execution, String group, long timeMs);

    /** Counters, about once a second. */
    void measured(TaskMetrics metrics);
}
