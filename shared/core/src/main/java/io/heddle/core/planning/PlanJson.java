package io.heddle.core.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import java.util.List;

/** The operators of a program and their connections as JSON, with the field names that plan visualisers know. */
public final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    /** The plan with everything decided that the program leaves open; {@code configuration} is the client's. */
    public static String of(LogicalPlan plan, Configuration configuration) {
        LogicalGraph graph = new LogicalGraph(
                plan, configuration.overriddenBy(Configuration.of(plan.configuration(), Origin.PROGRAM)));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode nodes = root.putArray("nodes");
        for (PlanNode node : graph.nodes()) {
            ObjectNode entry = nodes.addObject();
            entry.put("id", node.id());
            entry.put("type", node.name());
            entry.put("pact", pact(node));
            entry.put("contents", node.name());
            entry.put("parallelism", node.parallelism());
            List<PlanEdge> inputs = graph.into(node);
            if (!inputs.isEmpty()) {
                ArrayNode predecessors = entry.putArray("predecessors");
                for (PlanEdge edge : inputs) {
                    predecessors
                            .addObject()
                            .put("id", edge.from().id())
                            .put("ship_strategy", edge.shipping().name())
                            .put("side", "second");
                }
            }
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A plan of text and numbers is JSON.", e);
        }
    }

    private static String pact(PlanNode node) {
        OperatorSpec spec = node.node().spec();
        if (node.isSource()) {
            return "Data Source";
        }
        boolean sink = spec instanceof OperatorSpec.FunctionSink
                || spec instanceof OperatorSpec.WriterSink
                || spec instanceof OperatorSpec.CollectSink;
        return sink ? "Data Sink" : "Operator";
    }
}
