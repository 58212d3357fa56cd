package io.heddle.core.planning;

import io.heddle.api.plan.ChainingStrategy;
import io.heddle.core.plan.InputOrder;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.planning.ChainingDecision.Condition;
import java.util.ArrayList;
import java.util.List;

/** The conditions under which the ends of an edge share a task; users know them from Flink. */
final class ChainingRules {
    private final boolean enabled;
    private final boolean sorted;

    /**
     * The rules of a job.
     *
     * @param enabled whether operators are chained at all
     * @param sorted whether the job sorts the input of operators that have keys, for which they need a task of their own
     */
    ChainingRules(boolean enabled, boolean sorted) {
        this.enabled = enabled;
        this.sorted = sorted;
    }

    ChainingDecision decide(PlanEdge edge, int inputsOfDownstream) {
        PlanNode up = edge.from();
        PlanNode down = edge.to();
        List<Condition> conditions = new ArrayList<>();
        conditions.add(
                new Condition("downstream has one input", inputsOfDownstream == 1, "it has " + inputsOfDownstream));
        conditions.add(new Condition("downstream operator exists", true, down.name()));
        conditions.add(new Condition("upstream operator exists", true, up.name()));
        conditions.add(new Condition(
                "same slot sharing group",
                up.slotSharingGroup().equals(down.slotSharingGroup()),
                "'" + up.slotSharingGroup() + "' and '" + down.slotSharingGroup() + "'"));
        conditions.add(
                new Condition("downstream strategy is ALWAYS", takesUpstream(up, down), "it is " + down.chaining()));
        conditions.add(new Condition(
                "upstream strategy is HEAD or ALWAYS",
                up.chaining() != ChainingStrategy.NEVER,
                "it is " + up.chaining()));
        conditions.add(new Condition(
                "records are forwarded",
                edge.shipping() == JobEdge.Shipping.FORWARD,
                "the edge ships by " + edge.shipping()));
        conditions.add(new Condition(
                "equal parallelism",
                up.parallelism() == down.parallelism(),
                up.parallelism() + " and " + down.parallelism()));
        conditions.add(
                new Condition("chaining is enabled", enabled, "pipeline.operator-chaining.enabled is " + enabled));
        conditions.add(new Condition(
                "equal max parallelism",
                up.maxParallelism() == down.maxParallelism(),
                up.maxParallelism() + " and " + down.maxParallelism()));
        if (sorted) {
            conditions.add(new Condition(
                    "downstream takes records as they come",
                    InputOrder.of(down.node().spec()).isEmpty(),
                    "in batch mode its input is sorted by key and time"));
        }
        return new ChainingDecision(up.name(), down.name(), List.copyOf(conditions));
    }

    private static boolean takesUpstream(PlanNode up, PlanNode down) {
        return down.chaining() == ChainingStrategy.ALWAYS
                || (down.chaining() == ChainingStrategy.HEAD_WITH_SOURCES && up.isSource());
    }
}
