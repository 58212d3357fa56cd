package io.heddle.core.control;

import io.heddle.core.plan.JobId;

/**
 * One parallel instance of a vertex.
 *
 * @param vertex index of the vertex in the plan
 * @param subtask from 0 to the vertex's parallelism - 1
 */
public record TaskId(JobId job, int vertex, int subtask) {

    @Override
    public String toString() {
        return job + "/" + vertex + "/" + subtask;
    }
}
