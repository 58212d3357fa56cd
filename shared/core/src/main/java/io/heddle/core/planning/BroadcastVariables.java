package io.heddle.core.planning;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.VariableInputs;
import java.util.Map;
import java.util.TreeMap;

/** The conditions under which an instance can read a broadcast variable to its end before it takes its other input. */
final class BroadcastVariables {
    private BroadcastVariables() {}

    /**
     * Checks every broadcast variable of the program.
     *
     * @throws HeddleException of category USER if one never ends, or would wait for itself
     */
    static void requireReadable(LogicalGraph graph) {
        for (PlanNode node : graph.nodes()) {
            if (!node.node().variables().isEmpty()) {
                requireReadable(graph, node);
            }
        }
    }

    private static void requireReadable(LogicalGraph graph, PlanNode node) {
        Map<Integer, PlanNode> toVariables = new TreeMap<>();
        Map<Integer, PlanNode> toOthers = new TreeMap<>();
        VariableInputs variables = VariableInputs.of(
                graph.into(node).stream().mapToInt(edge -> edge.input().ordinal()),
                node.node().variables().size());
        for (PlanEdge edge : graph.into(node)) {
            collect(graph, edge.from(), variables.has(edge.input().ordinal()) ? toVariables : toOthers);
        }
        for (PlanNode source : toVariables.values()) {
            if (!source.isSource()) {
                continue;
            }
            if (!LogicalGraph.isBoundedOrNoSource(source)) {
                throw new HeddleException(
                        FaultCategory.USER,
                        "A broadcast variable of '" + node.name() + "' comes from the source '" + source.name()
                                + "', which never ends.",
                        "A function is opened when its broadcast variables are complete.",
                        "Use a bounded source, or broadcast state (stream.broadcast(descriptor)), which may change.");
            }
            if (!graph.isBatch() && toOthers.containsKey(source.id())) {
                throw new HeddleException(
                        FaultCategory.USER,
                        "The source '" + source.name() + "' feeds both '" + node.name()
                                + "' and one of its broadcast variables.",
                        "The operator takes no other input before the variable is complete, so in streaming mode the"
                                + " source would be held back for ever.",
                        "Run the job with execution.runtime-mode: BATCH, or define the source twice.");
            }
        }
    }

    /** Everything on the way to a node, and the node itself. */
    private static void collect(LogicalGraph graph, PlanNode node, Map<Integer, PlanNode> found) {
        if (found.put(node.id(), node) == null) {
            graph.into(node).forEach(edge -> collect(graph, edge.from(), found));
        }
    }
}
