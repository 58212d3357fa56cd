package io.heddle.core.plan;

import java.util.List;

/**
 * A chain of operators that run in one task.
 *
 * @param index position in the plan
 * @param id 32 hexadecimal digits, stable across plans with the same uids
 * @param name the operators' names joined by {@code " -> "}
 * @param parallelism number of tasks
 * @param maxParallelism number of key groups
 * @param slotSharingGroup tasks of vertices in one group may share a slot
 * @param role whether people see it
 * @param operators the chain, heads first; an operator's index is its position
 */
public record JobVertex(
        int index,
        String id,
        String name,
        int parallelism,
        int maxParallelism,
        String slotSharingGroup,
        Role role,
        List<ChainedOperator> operators) {

    /** What the vertex is. */
    public enum Role {
        /** An ordinary chain. */
        CHAIN,
        /** Assigns the splits of the source that follows it; hidden from plans, counts and pages. */
        ENUMERATOR
    }
}
