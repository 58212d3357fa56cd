package io.heddle.api.plan;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of a stream come from: a stream has one of these, a union has several. For the API's own classes.
 *
 * @param node the operator
 * @param sideOutput one of its side outputs, or null for the main one
 * @param partitioning how the records choose an instance of the next operator; null leaves it to the planner
 */
public record StreamEdge(
        PlanNode node,
        @Nullable OutputTag<?> sideOutput,
        @Nullable Partitioning partitioning) {
    /** The same with a partitioning. */
    public StreamEdge with(@Nullable Partitioning other) {
        return new StreamEdge(node, sideOutput, other);
    }

    /** The type of the records. */
    public TypeInformation<?> type() {
        return sideOutput == null ? node.useType() : sideOutput.getTypeInfo();
    }
}
