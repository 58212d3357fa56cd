package io.heddle.engine.operator;

import io.heddle.core.control.ExecutionId;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.plan.JobVertex;

/** Which task this is. */
public record TaskFacts(JobVertex vertex, ExecutionId execution, String host) {

    public int subtask() {
        return execution.task().subtask();
    }

    public int parallelism() {
        return vertex.parallelism();
    }

    /** The key groups of this subtask. */
    public KeyGroupRange keyGroups() {
        return KeyGroups.rangeOf(subtask(), vertex.maxParallelism(), vertex.parallelism());
    }

    /** {@code name (i/n)}: what people and threads call the task. */
    public String title() {
        return vertex.name() + " (" + (subtask() + 1) + "/" + parallelism() + ")";
    }
}
