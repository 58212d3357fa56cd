package io.heddle.core.planning;

import io.heddle.api.plan.NodeInput;
import io.heddle.api.plan.Partitioning;
import io.heddle.core.plan.JobEdge;

/** An edge of the logical plan with its partitioning decided. */
record PlanEdge(PlanNode from, PlanNode to, NodeInput input, Partitioning partitioning) {

    String sideOutput() {
        String tag = input.sideOutput();
        return tag == null ? "" : tag;
    }

    JobEdge.Shipping shipping() {
        if (partitioning instanceof Partitioning.Forward) {
            return JobEdge.Shipping.FORWARD;
        } else if (partitioning instanceof Partitioning.Rebalance) {
            return JobEdge.Shipping.REBALANCE;
        } else if (partitioning instanceof Partitioning.Rescale) {
            return JobEdge.Shipping.RESCALE;
        } else if (partitioning instanceof Partitioning.Shuffle) {
            return JobEdge.Shipping.SHUFFLE;
        } else if (partitioning instanceof Partitioning.Broadcast) {
            return JobEdge.Shipping.BROADCAST;
        } else if (partitioning instanceof Partitioning.Global) {
            return JobEdge.Shipping.GLOBAL;
        } else if (partitioning instanceof Partitioning.Hash) {
            return JobEdge.Shipping.HASH;
        }
        return JobEdge.Shipping.CUSTOM;
    }
}
