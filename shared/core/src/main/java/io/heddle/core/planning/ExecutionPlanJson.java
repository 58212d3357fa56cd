package io.heddle.core.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The operators of a program as JSON: {@code {"nodes": [{"id", "type", "pact", "contents", "parallelism", "predecessors"}]}}. */
final class ExecutionPlanJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ExecutionPlanJson() {}

    static String of(LogicalGraph graph) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode list = root.putArray("nodes");
        for (PlanNode node : graph.nodes()) {
            ObjectNode json = list.addObject();
            json.put("id", node.id());
            json.put("type", node.name());
            json.put("pact", pact(node));
            json.put("contents", node.name());
            json.put("parallelism", node.parallelism());
            List<PlanEdge> into = graph.into(node);
            if (!into.isEmpty()) {
                ArrayNode predecessors = json.putArray("predecessors");
                for (PlanEdge edge : into) {
                    ObjectNode predecessor = predecessors.addObject();
                    predecessor.put("id", edge.from().id());
                    predecessor.put("ship_strategy", edge.shipping().name());
                    predecessor.put("side", edge.input().ordinal() == 0 ? "first" : "second");
                }
            }
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The plan cannot be written as JSON.", e);
        }
    }

    private static String pact(PlanNode node) {
        if (node.isSource()) {
            return "Data Source";
        }
        return node.node().outputType() == null ? "Data Sink" : "Operator";
    }
}
