package io.heddle.client.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.planning.ChainingDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plans in words: JSON in the form of the REST interface, and the reasons of chaining. */
public final class PlanText {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PlanText() {}

    /** The plan as {@code /jobs/:id/plan} shows it. */
    public static String json(JobPlan plan) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(plan));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan cannot be written as JSON", e);
        }
    }

    /** The same as a tree, to be put into something larger. */
    public static ObjectNode tree(JobPlan plan) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("jid", plan.id().hex());
        root.put("name", plan.name());
        ArrayNode nodes = root.putArray("nodes");
        for (JobVertex vertex : plan.vertices()) {
            if (vertex.role() == JobVertex.Role.ENUMERATOR) {
                continue;
            }
            ObjectNode node = nodes.addObject();
            node.put("id", vertex.id());
            node.put("parallelism", vertex.parallelism());
            node.put("max-parallelism", vertex.maxParallelism());
            node.put("operator", "");
            node.put("description", vertex.name());
            node.put("slot-sharing-group", vertex.slotSharingGroup());
            ArrayNode inputs = node.putArray("inputs");
            for (JobEdge edge : plan.edges()) {
                JobVertex source = plan.vertices().get(edge.sourceVertex());
                if (edge.targetVertex() == vertex.index() && source.role() != JobVertex.Role.ENUMERATOR) {
                    ObjectNode input = inputs.addObject();
                    input.put("num", edge.inputOrdinal());
                    input.put("id", source.id());
                    input.put("ship_strategy", edge.shipping().name());
                    input.put("exchange", edge.exchange().name().toLowerCase(Locale.ROOT));
                }
            }
        }
        return root;
    }

    /** For each pair of neighbours whether they share a task, and every condition. */
    public static List<String> chaining(List<ChainingDecision> decisions) {
        List<String> lines = new ArrayList<>();
        for (ChainingDecision decision : decisions) {
            lines.add(decision.upstream() + " -> " + decision.downstream() + ": "
                    + (decision.chained() ? "chained" : "not chained"));
            for (ChainingDecision.Condition condition : decision.conditions()) {
                lines.add("  " + (condition.met() ? "yes" : "NO ") + "  " + condition.rule()
                        + (condition.because().isEmpty() ? "" : " (" + condition.because() + ")"));
            }
        }
        return lines;
    }
}
