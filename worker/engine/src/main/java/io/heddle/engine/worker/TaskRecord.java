package io.heddle.engine.worker;

import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.fault.FailureInfo;
import io.heddle.engine.task.Task;
import io.heddle.engine.task.TaskMail;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution as the worker knows it. Worker-control thread only. */
final class TaskRecord {
    private final ExecutionId execution;
    private final Task task;
    private final TaskThreads.Running running;
    /** Mail that did not fit; the task gets it in order. */
    private final ArrayDeque<TaskMail> unsent = new ArrayDeque<>();

    private TaskState state = TaskState.DEPLOYING;
    private @Nullable FailureInfo failure;
    private Map<String, byte[]> accumulators = Map.of();
    private long cancelledMs = -1;
    private long interruptedMs = -1;

    TaskRecord(ExecutionId execution, Task task, TaskThreads.Running running) {
        this.execution = execution;
        this.task = task;
        this.running = running;
    }

    ExecutionId execution() {
        return execution;
    }

    String title() {
        return task.roleName();
    }

    TaskState state() {
        return state;
    }

    @Nullable
    FailureInfo failure() {
        return failure;
    }

    Map<String, byte[]> accumulators() {
        return accumulators;
    }

    TaskThreads.Running running() {
        return running;
    }

    void moved(TaskState next, @Nullable FailureInfo why, Map<String, byte[]> totals) {
        state = next;
        failure = why;
        accumulators = totals;
        if (next.isTerminal()) {
            running.stop();
            unsent.clear();
        }
    }

    void offer(TaskMail mail) {
        if (!unsent.isEmpty() || !task.offer(mail)) {
            unsent.add(mail);
        }
    }

    void retryUnsent() {
        while (!unsent.isEmpty() && task.offer(unsent.getFirst())) {
            unsent.removeFirst();
        }
    }

    void cancel(long nowMs) {
        if (cancelledMs < 0) {
            cancelledMs = nowMs;
            interruptedMs = nowMs;
            if (state != TaskState.DEPLOYING) {
                state = TaskState.CANCELING;
            }
            task.cancel();
            running.interrupt();
        }
    }

    boolean isBeingCancelled() {
        return cancelledMs >= 0 && !state.isTerminal();
    }

    long cancelledMs() {
        return cancelledMs;
    }

    long interruptedMs() {
        return interruptedMs;
    }

    void interruptAgain(long nowMs) {
        interruptedMs = nowMs;
        running.interrupt();
    }
}
