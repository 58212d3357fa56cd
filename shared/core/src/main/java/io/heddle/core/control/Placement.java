package io.heddle.core.control;

import java.util.List;

/**
 * Where the tasks of some vertices run: flat arrays, so that its size grows with tasks, not with channels.
 *
 * @param workers every worker that the vertices' tasks run on
 * @param vertices one entry per vertex
 */
public record Placement(List<WorkerAddress> workers, List<VertexPlacement> vertices) {

    /**
     * The tasks of one vertex, by subtask.
     *
     * @param vertex index in the plan
     * @param worker index into {@link Placement#workers} by subtask; -1 for a task that has no place yet
     * @param attempt execution attempt by subtask
     */
    public record VertexPlacement(int vertex, int[] worker, int[] attempt) {}
}
