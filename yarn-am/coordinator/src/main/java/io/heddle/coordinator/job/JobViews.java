package io.heddle.coordinator.job;

import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Immutable pictures of a job for people. */
final class JobViews {
    private JobViews() {}

    static JobSummary summary(Job job) {
        Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
        for (TaskRun task : job.tasks.all()) {
            if (!task.hidden) {
                counts.merge(task.state(), 1, Integer::sum);
            }
        }
        long lastModifiedMs = job.history.statusTimesMs.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(job.submission.admittedMs());
        return new JobSummary(
                job.id(),
                job.plan().name(),
                job.status(),
                job.submission.admittedMs(),
                job.endedMs(),
                lastModifiedMs,
                job.origin(),
                counts);
    }

    static JobView view(Job job) {
        List<VertexView> vertices = new ArrayList<>();
        for (JobVertex vertex : job.plan().vertices()) {
            List<TaskRun> row = job.tasks.of(vertex.index());
            if (vertex.role() == JobVertex.Role.CHAIN) {
                vertices.add(view(job, vertex, row));
            }
        }
        return new JobView(
                summary(job),
                job.plan(),
                new EnumMap<>(job.history.statusTimesMs),
                vertices,
                accumulators(job),
                job.failure(),
                job.history.failures(),
                job.history.restarts(),
                job.history.starts(),
                job.checkpoints.view());
    }

    /** By name, the parts of all tasks. */
    static Map<String, List<byte[]>> accumulators(Job job) {
        Map<String, List<byte[]>> accumulators = new TreeMap<>();
        for (TaskRun task : job.tasks.all()) {
            task.accumulators.forEach((name, part) ->
                    accumulators.computeIfAbsent(name, key -> new ArrayList<>()).add(part));
        }
        return accumulators;
    }

    private static VertexView view(Job job, JobVertex vertex, List<TaskRun> row) {
        List<SubtaskView> subtasks = new ArrayList<>();
        long startedMs = -1;
        long endedMs = -1;
        boolean over = true;
        for (TaskRun task : row) {
            WorkerId worker = task.worker;
            WorkerAddress address = worker == null ? null : job.fleet.address(worker);
            Map<TaskState, Long> times = new EnumMap<>(TaskState.class);
            times.putAll(task.stateTimesMs);
            subtasks.add(new SubtaskView(task.subtask(), task.attempt(), task.state(), address, times, task.metrics));
            Long deployed = times.get(TaskState.DEPLOYING);
            if (deployed != null) {
                startedMs = startedMs < 0 ? deployed : Math.min(startedMs, deployed);
            }
            over &= task.state().isTerminal();
            endedMs = Math.max(endedMs, task.state().isTerminal() ? times.getOrDefault(task.state(), -1L) : -1);
        }
        return new VertexView(
                vertex.index(),
                vertex.id(),
                vertex.name(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                summarise(row),
                startedMs,
                over ? endedMs : -1,
                subtasks);
    }

    /** The state that says most: a failure first, then what is under way, then what is over. */
    private static TaskState summarise(List<TaskRun> row) {
        TaskState[] byWeight = {
            TaskState.FAILED,
            TaskState.CANCELING,
            TaskState.CANCELED,
            TaskState.RUNNING,
            TaskState.INITIALIZING,
            TaskState.DEPLOYING,
            TaskState.SCHEDULED,
            TaskState.CREATED
        };
        for (TaskState weighty : byWeight) {
            if (row.stream().anyMatch(task -> task.state() == weighty)) {
                return weighty;
            }
        }
        return TaskState.FINISHED;
    }
}
