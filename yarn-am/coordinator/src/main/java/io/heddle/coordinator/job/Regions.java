package io.heddle.coordinator.job;

import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which tasks stand and fall together: a region is what pipelined edges connect. Blocking edges part regions; what a
 * producer has finished stays usable as long as its worker lives.
 */
final class Regions {
    private final JobPlan plan;
    private final TaskTable tasks;
    private final int[] firstTask;
    private final int[] parent;

    Regions(JobPlan plan, TaskTable tasks) {
        this.plan = plan;
        this.tasks = tasks;
        firstTask = new int[plan.vertices().size()];
        int count = 0;
        for (JobVertex vertex : plan.vertices()) {
            firstTask[vertex.index()] = count;
            count += vertex.parallelism();
        }
        parent = new int[count];
        for (int i = 0; i < count; i++) {
            parent[i] = i;
        }
        for (JobEdge edge : plan.edges()) {
            if (edge.exchange() == JobEdge.Exchange.PIPELINED) {
                connect(edge);
            }
        }
    }

    private void connect(JobEdge edge) {
        int producers = tasks.of(edge.sourceVertex()).size();
        int consumers = tasks.of(edge.targetVertex()).size();
        if (isOneToOne(edge)) {
            for (int i = 0; i < producers; i++) {
                join(firstTask[edge.sourceVertex()] + i, firstTask[edge.targetVertex()] + i);
            }
            return;
        }
        for (int i = 0; i < producers; i++) {
            join(firstTask[edge.sourceVertex()] + i, firstTask[edge.targetVertex()]);
        }
        for (int i = 1; i < consumers; i++) {
            join(firstTask[edge.targetVertex()], firstTask[edge.targetVertex()] + i);
        }
    }

    private boolean isOneToOne(JobEdge edge) {
        return edge.shipping() == JobEdge.Shipping.FORWARD
                && tasks.of(edge.sourceVertex()).size()
                        == tasks.of(edge.targetVertex()).size();
    }

    private void join(int a, int b) {
        parent[root(a)] = root(b);
    }

    private int root(int index) {
        int at = index;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    int regionOf(TaskRun task) {
        return root(firstTask[task.vertex()] + task.subtask());
    }

    private List<TaskRun> members(int region) {
        return tasks.where(task -> regionOf(task) == region);
    }

    /** Tasks that have not been deployed and whose blocking inputs are all there. */
    List<TaskRun> ready() {
        if (tasks.count(TaskState.CREATED) == 0) {
            return List.of();
        }
        Set<Integer> waiting = new TreeSet<>();
        Set<Integer> created = new TreeSet<>();
        for (TaskRun task : tasks.all()) {
            if (task.state() == TaskState.CREATED) {
                created.add(regionOf(task));
            }
        }
        for (JobEdge edge : plan.edges()) {
            if (edge.exchange() == JobEdge.Exchange.BLOCKING) {
                boolean all = tasks.isFinished(edge.sourceVertex());
                for (TaskRun consumer : tasks.of(edge.targetVertex())) {
                    boolean there = all
                            || (isOneToOne(edge)
                                    && tasks.get(edge.sourceVertex(), consumer.subtask())
                                                    .state()
                                            == TaskState.FINISHED);
                    if (!there) {
                        waiting.add(regionOf(consumer));
                    }
                }
            }
        }
        created.removeAll(waiting);
        return tasks.where(task -> task.state() == TaskState.CREATED && created.contains(regionOf(task)));
    }

    /** Finished tasks whose blocking output somebody still has to read. */
    boolean isNeeded(TaskRun finished) {
        for (JobEdge edge : plan.edges()) {
            if (edge.exchange() == JobEdge.Exchange.BLOCKING && edge.sourceVertex() == finished.vertex()) {
                for (TaskRun consumer : consumers(edge, finished)) {
                    if (consumer.state() != TaskState.FINISHED) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<TaskRun> consumers(JobEdge edge, TaskRun producer) {
        return isOneToOne(edge)
                ? List.of(tasks.get(edge.targetVertex(), producer.subtask()))
                : tasks.of(edge.targetVertex());
    }

    private List<TaskRun> producers(JobEdge edge, TaskRun consumer) {
        return isOneToOne(edge)
                ? List.of(tasks.get(edge.sourceVertex(), consumer.subtask()))
                : tasks.of(edge.sourceVertex());
    }

    /**
     * What must run again if the victims must: their regions, the producers of blocking inputs that are lost, and whatever
     * has read (or may have read part of) an output that is made again.
     *
     * @param lost whether a finished task's output is lost with its worker
     */
    Set<TaskRun> affectedBy(Collection<TaskRun> victims, Predicate<TaskRun> lost) {
        Set<Integer> regions = new LinkedHashSet<>();
        Set<TaskRun> affected = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (TaskRun victim : victims) {
            open.add(regionOf(victim));
        }
        while (!open.isEmpty()) {
            int region = open.removeFirst();
            if (!regions.add(region)) {
                continue;
            }
            List<TaskRun> members = members(region);
            affected.addAll(members);
            for (TaskRun neighbour : neighbours(members, lost)) {
                open.add(regionOf(neighbour));
            }
        }
        return affected;
    }

    private List<TaskRun> neighbours(List<TaskRun> members, Predicate<TaskRun> lost) {
        List<TaskRun> found = new ArrayList<>();
        for (JobEdge edge : plan.edges()) {
            if (edge.exchange() != JobEdge.Exchange.BLOCKING) {
                continue;
            }
            for (TaskRun member : members) {
                if (member.vertex() == edge.targetVertex()) {
                    producers(edge, member).stream()
                            .filter(task -> task.state() == TaskState.FINISHED && lost.test(task))
                            .forEach(found::add);
                }
                if (member.vertex() == edge.sourceVertex()) {
                    consumers(edge, member).stream()
                            .filter(task -> task.state() != TaskState.CREATED)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
