package io.heddle.core.planning;

import io.heddle.api.plan.ChainingStrategy;
import io.heddle.api.plan.LogicalNode;
import io.heddle.api.plan.OperatorSpec;

/** A node of the logical plan with everything decided that the user may leave open. */
record PlanNode(
        LogicalNode node,
        String operatorId,
        int parallelism,
        int maxParallelism,
        String slotSharingGroup,
        long bufferTimeoutMs) {

    int id() {
        return node.id();
    }

    String name() {
        return node.name();
    }

    boolean isSource() {
        return node.spec() instanceof OperatorSpec.SplitSource || node.spec() instanceof OperatorSpec.FunctionSource;
    }

    ChainingStrategy chaining() {
        return node.chaining();
    }
}
