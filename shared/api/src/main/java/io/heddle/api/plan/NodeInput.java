package io.heddle.api.plan;

import io.heddle.api.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * An edge of the logical plan, seen from its end.
 *
 * @param upstream the id of the node it comes from
 * @param partitioning how records choose an instance; null leaves it to the planner (forward at equal parallelism, else in
 *     turn)
 * @param sideOutput the side output it comes from; null for the main one
 * @param ordinal which input of the node it feeds, from 0; several edges with one ordinal are a union
 * @param type the type of the records
 */
public record NodeInput(
        int upstream,
        @Nullable Partitioning partitioning,
        @Nullable String sideOutput,
        int ordinal,
        TypeInformation<?> type) {}
