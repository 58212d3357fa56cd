package io.heddle.core.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job as all processes know it. User code is inside only as closed {@link Closed} bytes, which nobody but the worker's
 * user-code class loader opens.
 *
 * @param id the job
 * @param name what people call it
 * @param vertices in topological order; a vertex's index is its position
 * @param edges by id; an edge's id is its position
 * @param artifacts the user's jars and further class path entries
 * @param properties job-scoped configuration values that the program or the command set, by key
 */
public record JobPlan(
        JobId id,
        String name,
        List<JobVertex> vertices,
        List<JobEdge> edges,
        List<Artifact> artifacts,
        Map<String, String> properties) {

    /** The same, with these values where neither program nor command has set one. */
    public JobPlan over(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(properties);
        return new JobPlan(id, name, vertices, edges, artifacts, all);
    }
}
