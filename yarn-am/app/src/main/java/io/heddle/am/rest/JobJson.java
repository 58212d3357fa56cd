package io.heddle.am.rest;

import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs in the shapes and under the names that tools know from Flink's REST interface. */
final class JobJson {
    private JobJson() {}

    static Map<String, Object> summary(JobSummary job, long nowMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jid", job.id().hex());
        json.put("name", job.name());
        json.put("start-time", job.startedMs());
        json.put("end-time", job.endedMs());
        json.put("duration", duration(job.startedMs(), job.endedMs(), nowMs));
        json.put("state", job.status().name());
        json.put("last-modification", job.lastModifiedMs());
        json.put("tasks", taskCounts(job.tasks()));
        json.put("origin", origin(job.origin()));
        return json;
    }

    private static long duration(long startedMs, long endedMs, long nowMs) {
        return startedMs < 0 ? -1 : (endedMs < 0 ? nowMs : endedMs) - startedMs;
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

    private static Map<String, Object> statusCounts(List<SubtaskView> subtasks) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (TaskState state : TaskState.values()) {
            json.put(
                    state.name(),
                    subtasks.stream().filter(each -> each.state() == state).count());
        }
        return json;
    }

    static Map<String, Object> origin(Origin origin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", origin.kind().name());
        json.put("checkpoint-id", origin.checkpointId());
        json.put("path", origin.path());
        json.put("from-job", origin.fromJob());
        return json;
    }

    static Map<String, Object> details(JobView job, long nowMs) {
        JobSummary summary = job.summary();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jid", summary.id().hex());
        json.put("name", summary.name());
        json.put("isStoppable", false);
        json.put("state", summary.status().name());
        json.put("job-type", "STREAMING");
        json.put("start-time", summary.startedMs());
        json.put("end-time", summary.endedMs());
        json.put("duration", duration(summary.startedMs(), summary.endedMs(), nowMs));
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
        json.put(
                "vertices",
                job.vertices().stream()
                        .map(vertex -> vertex(job, vertex, nowMs))
                        .toList());
        Map<String, Object> counts = new LinkedHashMap<>();
        summary.tasks().forEach((state, count) -> counts.put(state.name(), count));
        json.put("status-counts", counts);
        json.put("plan", PlanJson.plan(job.plan()));
        json.put("restarts", job.restarts());
        json.put("origin", origin(summary.origin()));
        json.put("failure", job.failure() == null ? null : job.failure().message());
        return json;
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
        json.put("duration", duration(vertex.startedMs(), vertex.endedMs(), nowMs));
        json.put("tasks", statusCounts(vertex.subtasks()));
        json.put("metrics", Metrics.sum(vertex.subtasks()).json());
        return json;
    }

    static Map<String, Object> vertexDetails(VertexView vertex, long nowMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", vertex.id());
        json.put("name", vertex.name());
        json.put("parallelism", vertex.parallelism());
        json.put("maxParallelism", vertex.maxParallelism());
        json.put("now", nowMs);
        json.put(
                "subtasks",
                vertex.subtasks().stream().map(each -> subtask(each, nowMs)).toList());
        return json;
    }

    private static Map<String, Object> subtask(SubtaskView subtask, long nowMs) {
        long startedMs = subtask.stateTimesMs().getOrDefault(TaskState.DEPLOYING, -1L);
        long endedMs = subtask.state().isTerminal() ? subtask.stateTimesMs().getOrDefault(subtask.state(), -1L) : -1;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subtask", subtask.subtask());
        json.put("status", subtask.state().name());
        json.put("attempt", subtask.attempt());
        json.put(
                "endpoint",
                subtask.worker() == null ? "(unassigned)" : subtask.worker().host());
        json.put(
                "taskmanager-id",
                subtask.worker() == null
                        ? "(unassigned)"
                        : subtask.worker().worker().value());
        json.put("start_time", startedMs);
        json.put("start-time", startedMs);
        json.put("end-time", endedMs);
        json.put("duration", duration(startedMs, endedMs, nowMs));
        json.put("metrics", Metrics.sum(List.of(subtask)).json());
        json.put(
                "watermark",
                subtask.metrics() == null ? null : subtask.metrics().currentWatermark());
        return json;
    }

    static Map<String, Object> backPressure(VertexView vertex, long nowMs) {
        int worst = vertex.subtasks().stream()
                .mapToInt(each -> share(each.metrics()))
                .max()
                .orElse(0);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "ok");
        json.put("backpressure-level", level(worst));
        json.put("backpressureLevel", level(worst));
        json.put("end-timestamp", nowMs);
        json.put(
                "subtasks",
                vertex.subtasks().stream()
                        .map(each -> {
                            TaskMetrics metrics = each.metrics();
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("subtask", each.subtask());
                            one.put("attempt-number", each.attempt());
                            one.put("backpressure-level", level(share(metrics)));
                            one.put("ratio", share(metrics) / 1000.0);
                            one.put("idleRatio", metrics == null ? 0.0 : metrics.idlePerMille() / 1000.0);
                            one.put("busyRatio", metrics == null ? 0.0 : metrics.busyPerMille() / 1000.0);
                            return one;
                        })
                        .toList());
        return json;
    }

    private static int share(@Nullable TaskMetrics metrics) {
        return metrics == null ? 0 : metrics.backPressuredPerMille();
    }

    private static String level(int perMille) {
        return perMille > 500 ? "high" : perMille > 100 ? "low" : "ok";
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

    /** Counters of some tasks together. */
    private record Metrics(long bytesIn, long bytesOut, long recordsIn, long recordsOut, boolean complete) {
        static Metrics sum(List<SubtaskView> subtasks) {
            Metrics sum = new Metrics(0, 0, 0, 0, true);
            for (SubtaskView subtask : subtasks) {
                TaskMetrics more = subtask.metrics();
                sum = more == null
                        ? new Metrics(sum.bytesIn, sum.bytesOut, sum.recordsIn, sum.recordsOut, false)
                        : new Metrics(
                                sum.bytesIn + more.bytesIn(),
                                sum.bytesOut + more.bytesOut(),
                                sum.recordsIn + more.recordsIn(),
                                sum.recordsOut + more.recordsOut(),
                                sum.complete);
            }
            return sum;
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("read-bytes", bytesIn);
            json.put("read-bytes-complete", complete);
            json.put("write-bytes", bytesOut);
            json.put("write-bytes-complete", complete);
            json.put("read-records", recordsIn);
            json.put("read-records-complete", complete);
            json.put("write-records", recordsOut);
            json.put("write-records-complete", complete);
            return json;
        }
    }
}
