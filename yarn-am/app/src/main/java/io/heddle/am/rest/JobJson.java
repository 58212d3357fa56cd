package io.heddle.am.rest;

import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Jobs in the shapes and under the names that tools know from Flink's REST interface. */
final class JobJson {
    private JobJson() {}

    static Map<String, Object> summary(JobSummary job, long nowMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jid", job.id().hex());
        json.put("name", job.name());
        json.put("start-time", job.startedMs());
        json.put("end-time", job.endedMs());
        json.put("duration", VertexJson.duration(job.startedMs(), job.endedMs(), nowMs));
        json.put("state", job.status().name());
        json.put("last-modification", job.lastModifiedMs());
        json.put("tasks", taskCounts(job.tasks()));
        json.put("origin", origin(job.origin()));
        return json;
    }

    private static Map<String, Object> taskCounts(Map<TaskState, Integer> tasks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", tasks.values().stream().mapToInt(Integer::intValue).sum());
        for (TaskState state : TaskState.values()) {
            json.put(state.name().toLowerCase(Locale.ROOT), tasks.getOrDefault(state, 0));
        }
        json.put("reconciling", 0);
        return json;
    }

    static Map<String, Object> origin(Origin origin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", origin.kind().name());
        json.put("checkpoint-id", origin.checkpointId());
        json.put("path", origin.path());
        json.put("from-job", origin.fromJob());
        json.put("text", origin.text());
        return json;
    }

    /** The audit log of runs: under which master each began, and from what. */
    static Map<String, Object> epochs(JobView job, Epoch epoch) {
        return Map.of(
                "epoch",
                epoch.toString(),
                "starts",
                job.starts().stream()
                        .map(start -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("epoch", start.epoch().toString());
                            one.put("timestamp", start.wallMs());
                            one.put("origin", origin(start.origin()));
                            return one;
                        })
                        .toList());
    }

    static Map<String, Object> details(JobView job, long nowMs) {
        JobSummary summary = job.summary();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jid", summary.id().hex());
        json.put("name", summary.name());
        json.put("isStoppable", false);
        json.put("state", summary.status().name());
        json.put("job-type", PlanJson.type(job.plan()));
        json.put("start-time", summary.startedMs());
        json.put("end-time", summary.endedMs());
        json.put("duration", VertexJson.duration(summary.startedMs(), summary.endedMs(), nowMs));
        json.put(
                "maxParallelism",
                job.vertices().stream()
                        .mapToInt(VertexView::maxParallelism)
                        .max()
                        .orElse(-1));
        json.put("now", nowMs);
        Map<String, Object> timestamps = new LinkedHashMap<>();
        job.statusTimesMs().forEach((status, timeMs) -> timestamps.put(status.name(), timeMs));
        json.put("timestamps", timestamps);
        json.put("vertices", vertices(job, nowMs));
        Map<String, Object> counts = new LinkedHashMap<>();
        summary.tasks().forEach((state, count) -> counts.put(state.name(), count));
        json.put("status-counts", counts);
        json.put("pending-operators", 0);
        json.put("plan", PlanJson.plan(job.plan()));
        json.put("restarts", job.restarts());
        json.put("origin", origin(summary.origin()));
        json.put("failure", job.failure() == null ? null : job.failure().message());
        return json;
    }

    static List<Map<String, Object>> vertices(JobView job, long nowMs) {
        return job.vertices().stream().map(vertex -> vertex(job, vertex, nowMs)).toList();
    }

    private static Map<String, Object> vertex(JobView job, VertexView vertex, long nowMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", vertex.id());
        json.put("slotSharingGroupId", job.plan().vertices().get(vertex.index()).slotSharingGroup());
        json.put("name", vertex.name());
        json.put("maxParallelism", vertex.maxParallelism());
        json.put("parallelism", vertex.parallelism());
        json.put("status", vertex.status().name());
        json.put("start-time", vertex.startedMs());
        json.put("end-time", vertex.endedMs());
        json.put("duration", VertexJson.duration(vertex.startedMs(), vertex.endedMs(), nowMs));
        json.put("tasks", VertexJson.statusCounts(vertex.subtasks()));
        json.put("metrics", TaskTotals.of(vertex.subtasks()).json());
        return json;
    }

    static Map<String, Object> exceptions(JobView job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("root-exception", job.failure() == null ? null : job.failure().stackTrace());
        json.put(
                "timestamp",
                job.failures().isEmpty() ? null : job.failures().get(0).wallMs());
        List<Map<String, Object>> entries = job.failures().stream()
                .map(failure -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("exceptionName", failure.failure().message());
                    one.put("stacktrace", failure.failure().stackTrace());
                    one.put("category", failure.failure().category().name());
                    one.put("timestamp", failure.wallMs());
                    one.put("taskName", failure.task());
                    one.put("endpoint", failure.location());
                    return one;
                })
                .toList();
        json.put(
                "all-exceptions",
                entries.stream()
                        .map(entry -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("exception", entry.get("stacktrace"));
                            one.put("task", entry.get("taskName"));
                            one.put("location", entry.get("endpoint"));
                            one.put("timestamp", entry.get("timestamp"));
                            return one;
                        })
                        .toList());
        json.put("truncated", false);
        json.put("exceptionHistory", Map.of("entries", entries, "truncated", false));
        return json;
    }
}
