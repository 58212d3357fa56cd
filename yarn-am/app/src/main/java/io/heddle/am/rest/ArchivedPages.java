package io.heddle.am.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.JobView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of the REST interface as they were at the end, in the form in which Flink's history server reads them. */
public final class ArchivedPages {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ArchivedPages() {}

    /** All about one job, and the losses of workers until its end. */
    public static byte[] of(JobView job, ClusterView cluster, long nowMs) {
        String path = "/jobs/" + job.summary().id().hex();
        Map<String, Object> pages = new LinkedHashMap<>();
        pages.put("/jobs/overview", Map.of("jobs", List.of(JobJson.summary(job.summary(), nowMs))));
        pages.put(path, JobJson.details(job, nowMs));
        pages.put(path + "/plan", Map.of("plan", PlanJson.plan(job.plan())));
        pages.put(path + "/config", JobResources.config(job));
        pages.put(path + "/exceptions", JobJson.exceptions(job));
        pages.put(path + "/late", LateJson.of(job));
        pages.put(path + "/origin", JobJson.origin(job.summary().origin()));
        pages.put(path + "/epochs", JobJson.epochs(job, cluster.epoch()));
        pages.put(path + "/checkpoints", CheckpointJson.all(job.checkpoints()));
        pages.put("/incidents", ClusterResources.incidents(cluster.incidents()));
        return write(pages);
    }

    /** The application as a whole: its jobs and its losses. */
    public static byte[] of(ClusterView cluster, long nowMs) {
        Map<String, Object> pages = new LinkedHashMap<>();
        pages.put(
                "/jobs/overview",
                Map.of(
                        "jobs",
                        cluster.jobs().stream()
                                .map(job -> JobJson.summary(job, nowMs))
                                .toList()));
        pages.put("/incidents", ClusterResources.incidents(cluster.incidents()));
        return write(pages);
    }

    private static byte[] write(Map<String, Object> pages) {
        List<Map<String, String>> archive = new ArrayList<>();
        pages.forEach((path, json) -> archive.add(Map.of("path", path, "json", text(json))));
        return text(Map.of("archive", archive)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written as JSON", e);
        }
    }
}
