package io.heddle.coordinator.view;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry.RunBegan;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job in detail.
 *
 * @param plan the whole plan; vertices with role ENUMERATOR are not for people
 * @param statusTimesMs wall-clock time of the last entry into each state
 * @param vertices in the order of the plan, hidden ones left out
 * @param accumulators by name, each a list of the tasks' encoded parts
 * @param failure why it failed or last failed, or null
 * @param failures the last failures, newest first
 * @param restarts how often the restart strategy was used since this master began
 * @param starts its last runs, under this master and those before it, newest first
 */
public record JobView(
        JobSummary summary,
        JobPlan plan,
        Map<JobStatus, Long> statusTimesMs,
        List<VertexView> vertices,
        Map<String, List<byte[]>> accumulators,
        @Nullable FailureInfo failure,
        List<FailureView> failures,
        int restarts,
        List<RunBegan> starts,
        CheckpointsView checkpoints) {

    /**
     * One vertex.
     *
     * @param index in the plan
     * @param status the state that says most about the tasks
     * @param startedMs wall-clock time of the first deployment of the present tasks, or -1
     * @param endedMs wall-clock time of the last end, or -1 while one runs
     */
    public record VertexView(
            int index,
            String id,
            String name,
            int parallelism,
            int maxParallelism,
            TaskState status,
            long startedMs,
            long endedMs,
            List<SubtaskView> subtasks) {}

    /**
     * One task's present execution.
     *
     * @param worker where it runs, or null before it has a place
     * @param stateTimesMs wall-clock time of the entry into each state
     * @param metrics the last report, or null before the first
     */
    public record SubtaskView(
            int subtask,
            int attempt,
            TaskState state,
            @Nullable WorkerAddress worker,
            Map<TaskState, Long> stateTimesMs,
            @Nullable TaskMetrics metrics) {}

    /**
     * A failure that reached the restart strategy.
     *
     * @param task {@code name (i/n) - attempt}, or empty if no task failed by itself
     * @param location {@code host (container)}, or empty
     */
    public record FailureView(long wallMs, FailureInfo failure, String task, String location) {}
}
