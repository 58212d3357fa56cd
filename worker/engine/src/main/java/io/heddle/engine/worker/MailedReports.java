package io.heddle.engine.worker;

import io.heddle.core.agent.Mailbox;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import io.heddle.core.fault.FailureInfo;
import io.heddle.engine.task.TaskReports;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tasks say, into the worker's mailbox. Any thread. */
record MailedReports(Mailbox<WorkerEvent> mailbox) implements TaskReports {

    @Override
    public void stateChanged(
            ExecutionId execution, TaskState state, @Nullable FailureInfo failure, Map<String, byte[]> accumulators) {
        put(new WorkerEvent.TaskMoved(execution, state, failure, accumulators));
    }

    @Override
    public void acknowledged(ExecutionId execution, long checkpointId, TaskSnapshot snapshot) {
        put(new WorkerEvent.Acknowledged(execution, checkpointId, snapshot));
    }

    @Override
    public void declined(ExecutionId execution, long checkpointId, FailureInfo reason) {
        put(new WorkerEvent.Declined(execution, checkpointId, reason));
    }

    @Override
    public void measured(TaskMetrics metrics) {
        // The next measurement stands for this one if it does not fit.
        if (!mailbox.offer(new WorkerEvent.Measured(metrics))) {
            return;
        }
    }

    @Override
    public void collected(
            ExecutionId execution, String resultId, long offset, int count, byte[] records, boolean last) {
        put(new WorkerEvent.Collected(execution, resultId, offset, count, records, last));
    }

    @Override
    public void eventTimeReached(ExecutionId execution, String group, long timeMs) {
        // It is said again soon, and whoever has ended is not waited for.
        if (!mailbox.offer(new WorkerEvent.EventTimeReached(execution, group, timeMs))) {
            return;
        }
    }

    private void put(WorkerEvent event) {
        if (!mailbox.offer(event)) {
            throw new IllegalStateException("The worker's mailbox is full; its control thread does not keep up.");
        }
    }
}
