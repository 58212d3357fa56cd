package io.heddle.coordinator.job;

import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerId;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task and its present execution. Only the job's own thread of events changes it. */
final class TaskRun {
    final TaskId id;
    /** Enumerators are not for people and do not hold up the job's end. */
    final boolean hidden;

    final Map<TaskState, Long> stateTimesMs = new EnumMap<>(TaskState.class);
    Map<String, byte[]> accumulators = Map.of();

    @Nullable
    TaskMetrics metrics;

    @Nullable
    WorkerId worker;
    /** Whether the worker may have heard of this execution, so that it must be cancelled there. */
    boolean sent;

    private int attempt = -1;
    private TaskState state = TaskState.CREATED;
    private final Map<TaskState, Integer> inState;

    /**
     * A task that has not been deployed.
     *
     * @param inState how many tasks of the job are in each state; kept up to date by the tasks
     */
    TaskRun(TaskId id, boolean hidden, Map<TaskState, Integer> inState) {
        this.id = id;
        this.hidden = hidden;
        this.inState = inState;
        inState.merge(state, 1, Integer::sum);
    }

    int vertex() {
        return id.vertex();
    }

    int subtask() {
        return id.subtask();
    }

    /** The present execution's number; before the first deployment 0. */
    int attempt() {
        return Math.max(0, attempt);
    }

    ExecutionId execution() {
        return new ExecutionId(id, attempt());
    }

    TaskState state() {
        return state;
    }

    boolean isLive() {
        return state != TaskState.CREATED && !state.isTerminal();
    }

    void moveTo(TaskState next, long wallMs) {
        inState.merge(state, -1, Integer::sum);
        inState.merge(next, 1, Integer::sum);
        state = next;
        stateTimesMs.put(next, wallMs);
    }

    /** Begins the next execution on a worker. */
    void place(WorkerId where, long wallMs) {
        attempt++;
        worker = where;
        sent = false;
        metrics = null;
        accumulators = Map.of();
        stateTimesMs.clear();
        moveTo(TaskState.DEPLOYING, wallMs);
    }

    /** What the present execution has counted, if it says so. */
    void counted(@Nullable TaskMetrics figures) {
        if (figures != null) {
            metrics = figures;
        }
    }

    /** Takes over an execution that an earlier master began. */
    void adopt(int runningAttempt, WorkerId where, long wallMs) {
        attempt = runningAttempt;
        worker = where;
        sent = true;
        moveTo(TaskState.DEPLOYING, wallMs);
    }

    /** Back to the start; the next execution takes the next number. */
    void reset(long wallMs) {
        stateTimesMs.clear();
        sent = false;
        moveTo(TaskState.CREATED, wallMs);
    }
}
