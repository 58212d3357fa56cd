package io.heddle.coordinator.job;

import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All tasks of a job, by vertex and subtask. */
final class TaskTable {
    private final JobPlan plan;
    private final TaskRun[][] tasks;
    private final List<TaskRun> all = new ArrayList<>();
    /** Asked at each word of a task, so that it must not cost a look at all of them. */
    private final Map<TaskState, Integer> inState = new EnumMap<>(TaskState.class);

    TaskTable(JobPlan plan) {
        this.plan = plan;
        tasks = new TaskRun[plan.vertices().size()][];
        for (JobVertex vertex : plan.vertices()) {
            TaskRun[] row = new TaskRun[vertex.parallelism()];
            for (int subtask = 0; subtask < row.length; subtask++) {
                row[subtask] = new TaskRun(
                        new TaskId(plan.id(), vertex.index(), subtask),
                        vertex.role() == JobVertex.Role.ENUMERATOR,
                        inState);
                all.add(row[subtask]);
            }
            tasks[vertex.index()] = row;
        }
    }

    /** In order of vertex and subtask. */
    List<TaskRun> all() {
        return all;
    }

    List<TaskRun> of(int vertex) {
        return Arrays.asList(tasks[vertex]);
    }

    TaskRun get(int vertex, int subtask) {
        return tasks[vertex][subtask];
    }

    /** The task, or null if the plan has none of that number. */
    @Nullable
    TaskRun find(TaskId id) {
        boolean inside = id.vertex() >= 0
                && id.vertex() < tasks.length
                && id.subtask() >= 0
                && id.subtask() < tasks[id.vertex()].length;
        return inside ? tasks[id.vertex()][id.subtask()] : null;
    }

    /** The task as people know it. */
    String describe(TaskRun task) {
        JobVertex vertex = plan.vertices().get(task.vertex());
        return vertex.name() + " (" + (task.subtask() + 1) + "/" + vertex.parallelism() + ") - execution #"
                + task.attempt();
    }

    List<TaskRun> where(Predicate<TaskRun> condition) {
        return all.stream().filter(condition).toList();
    }

    boolean any(Predicate<TaskRun> condition) {
        return all.stream().anyMatch(condition);
    }

    /** How many are in that state. */
    int count(TaskState state) {
        return inState.getOrDefault(state, 0);
    }

    List<TaskRun> on(WorkerId worker) {
        return where(task -> worker.equals(task.worker));
    }

    boolean isFinished(int vertex) {
        return of(vertex).stream().allMatch(task -> task.state() == TaskState.FINISHED);
    }

    /** Whether all that the user wrote has come to its end. */
    boolean isFinished() {
        return all.stream().allMatch(task -> task.hidden || task.state() == TaskState.FINISHED);
    }
}
