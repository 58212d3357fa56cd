package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.transport.http.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metrics in the two shapes that tools know: values by id, and values of many tasks or workers put together. */
final class MetricsJson {
    private MetricsJson() {}

    /** The metrics that the query's {@code get} names, or all. */
    static List<Map<String, Object>> list(Call call, Map<String, ? extends Number> values) {
        Set<String> wanted = wanted(call);
        List<Map<String, Object>> json = new ArrayList<>();
        values.forEach((id, value) -> {
            if (wanted.isEmpty() || wanted.contains(id)) {
                json.add(Map.of("id", id, "value", value.toString()));
            }
        });
        return json;
    }

    /** For each metric that the query's {@code get} names, or for all, what the members make together. */
    static List<Map<String, Object>> together(Call call, List<Map<String, Long>> members) {
        Set<String> wanted = wanted(call);
        Map<String, LongSummaryStatistics> byId = new TreeMap<>();
        for (Map<String, Long> member : members) {
            member.forEach((id, value) ->
                    byId.computeIfAbsent(id, key -> new LongSummaryStatistics()).accept(value));
        }
        List<Map<String, Object>> json = new ArrayList<>();
        byId.forEach((id, statistics) -> {
            if (wanted.isEmpty() || wanted.contains(id)) {
                json.add(Map.of(
                        "id", id,
                        "min", statistics.getMin(),
                        "max", statistics.getMax(),
                        "avg", statistics.getAverage(),
                        "sum", statistics.getSum()));
            }
        });
        return json;
    }

    private static Set<String> wanted(Call call) {
        Set<String> names = new HashSet<>();
        for (String value : call.query().getOrDefault("get", List.of())) {
            names.addAll(Arrays.asList(value.split(",")));
        }
        return names;
    }

    /** Of a job as a whole. */
    static Map<String, Long> job(JobView job, long nowMs) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("numRestarts", (long) job.restarts());
        values.put("fullRestarts", (long) job.restarts());
        boolean running = !job.summary().status().isGloballyTerminal();
        values.put("uptime", running ? nowMs - job.summary().startedMs() : 0L);
        values.put("numberOfCompletedCheckpoints", (long) job.checkpoints().completed());
        values.put("numberOfFailedCheckpoints", (long) job.checkpoints().failed());
        values.put("numberOfInProgressCheckpoints", (long) job.checkpoints().inProgress());
        values.put(
                "totalNumberOfCheckpoints",
                (long) job.checkpoints().completed()
                        + job.checkpoints().failed()
                        + job.checkpoints().inProgress());
        if (job.checkpoints().lastCompleted() != null) {
            values.put(
                    "lastCheckpointDuration", job.checkpoints().lastCompleted().durationMs());
            values.put("lastCheckpointSize", job.checkpoints().lastCompleted().uploadedBytes());
            values.put(
                    "lastCheckpointFullSize", job.checkpoints().lastCompleted().stateBytes());
        }
        return values;
    }

    /** Of a vertex: each task's metrics, with the task's number before the name. */
    static Map<String, Number> vertex(VertexView vertex) {
        Map<String, Number> values = new LinkedHashMap<>();
        for (SubtaskView subtask : vertex.subtasks()) {
            task(subtask.metrics()).forEach((id, value) -> values.put(subtask.subtask() + "." + id, value));
            if (subtask.metrics() != null) {
                subtask.metrics().user().forEach((id, value) -> values.put(subtask.subtask() + "." + id, value));
            }
        }
        return values;
    }

    /** What the engine itself counts of a task. */
    static Map<String, Long> task(@Nullable TaskMetrics metrics) {
        Map<String, Long> values = new LinkedHashMap<>();
        if (metrics != null) {
            values.put("numRecordsIn", metrics.recordsIn());
            values.put("numRecordsOut", metrics.recordsOut());
            values.put("numBytesIn", metrics.bytesIn());
            values.put("numBytesOut", metrics.bytesOut());
            values.put("busyTimeMsPerSecond", (long) metrics.busyPerMille());
            values.put("backPressuredTimeMsPerSecond", (long) metrics.backPressuredPerMille());
            values.put("idleTimeMsPerSecond", (long) metrics.idlePerMille());
            values.put("currentInputWatermark", metrics.currentWatermark());
        }
        return values;
    }

    /** Of a worker, as it last said. */
    static Map<String, Long> worker(@Nullable MemorySample sample) {
        Map<String, Long> values = new LinkedHashMap<>();
        if (sample != null) {
            values.put("Status.JVM.Memory.Heap.Used", sample.heapUsed());
            values.put("Status.JVM.Memory.Heap.Max", sample.heapMax());
            values.put("Status.JVM.Memory.Direct.MemoryUsed", sample.direct());
            values.put("Status.JVM.Memory.Metaspace.Used", sample.metaspace());
            values.put("Status.Flink.Memory.Managed.Used", sample.managedUsed());
            values.put("Status.JVM.Threads.Count", (long) sample.threads());
            values.put("Status.Process.Memory.Rss", sample.rss());
        }
        return values;
    }
}
