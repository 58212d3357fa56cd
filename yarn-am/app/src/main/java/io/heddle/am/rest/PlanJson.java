package io.heddle.am.rest;

import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job's plan as people see it: without what they have not written themselves. */
final class PlanJson {
    private PlanJson() {}

    static Map<String, Object> plan(JobPlan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jid", plan.id().hex());
        json.put("name", plan.name());
        json.put("type", type(plan));
        json.put(
                "nodes",
                plan.vertices().stream()
                        .filter(vertex -> vertex.role() == JobVertex.Role.CHAIN)
                        .map(vertex -> node(plan, vertex))
                        .toList());
        return json;
    }

    static String type(JobPlan plan) {
        return plan.properties().getOrDefault(ExecutionSettings.RUNTIME_MODE.key(), "STREAMING");
    }

    private static Map<String, Object> node(JobPlan plan, JobVertex vertex) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", vertex.id());
        json.put("parallelism", vertex.parallelism());
        json.put("operator", "");
        json.put("operator_strategy", "");
        json.put("description", vertex.name());
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (JobEdge edge : plan.edges()) {
            JobVertex source = plan.vertices().get(edge.sourceVertex());
            if (edge.targetVertex() == vertex.index() && source.role() == JobVertex.Role.CHAIN) {
                inputs.add(Map.of(
                        "num", inputs.size(),
                        "id", source.id(),
                        "ship_strategy", edge.shipping().name(),
                        "exchange", edge.exchange() == JobEdge.Exchange.PIPELINED ? "pipelined_bounded" : "blocking"));
            }
        }
        json.put("inputs", inputs);
        json.put("optimizer_properties", Map.of());
        return json;
    }
}
