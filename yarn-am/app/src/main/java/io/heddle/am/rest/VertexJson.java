package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A vertex and its tasks in the shapes and under the names that tools know from Flink's REST interface. */
final class VertexJson {
    private static final String NOWHERE = "(unassigned)";

    private VertexJson() {}

    static Map<String, Object> details(VertexView vertex, long nowMs) {
        Map<String, Object> json = head(vertex);
        json.put("parallelism", vertex.parallelism());
        json.put("maxParallelism", vertex.maxParallelism());
        json.put(
                "subtasks",
                vertex.subtasks().stream().map(each -> subtask(each, nowMs)).toList());
        json.put("now", nowMs);
        return json;
    }

    private static Map<String, Object> head(VertexView vertex) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", vertex.id());
        json.put("name", vertex.name());
        return json;
    }

    static Map<String, Object> subtask(SubtaskView subtask, long nowMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subtask", subtask.subtask());
        json.put("status", subtask.state().name());
        json.put("attempt", subtask.attempt());
        json.put("endpoint", host(subtask));
        json.put("taskmanager-id", workerId(subtask));
        json.put("start_time", startedMs(subtask));
        json.put("start-time", startedMs(subtask));
        json.put("end-time", endedMs(subtask));
        json.put("duration", duration(startedMs(subtask), endedMs(subtask), nowMs));
        json.put("metrics", TaskTotals.of(List.of(subtask)).json());
        json.put("status-duration", statusDurations(subtask, nowMs));
        json.put(
                "watermark",
                subtask.metrics() == null ? null : subtask.metrics().currentWatermark());
        return json;
    }

    static long duration(long startedMs, long endedMs, long nowMs) {
        return startedMs < 0 ? -1 : (endedMs < 0 ? nowMs : endedMs) - startedMs;
    }

    private static long startedMs(SubtaskView subtask) {
        return subtask.stateTimesMs().getOrDefault(TaskState.DEPLOYING, -1L);
    }

    private static long endedMs(SubtaskView subtask) {
        return subtask.state().isTerminal() ? subtask.stateTimesMs().getOrDefault(subtask.state(), -1L) : -1;
    }

    private static String host(SubtaskView subtask) {
        return subtask.worker() == null ? NOWHERE : subtask.worker().host();
    }

    private static String workerId(SubtaskView subtask) {
        return subtask.worker() == null ? NOWHERE : subtask.worker().worker().value();
    }

    /** How long the task was in each state that it has left or is in, in order of entry. */
    private static Map<String, Object> statusDurations(SubtaskView subtask, long nowMs) {
        List<Map.Entry<TaskState, Long>> entries =
                new ArrayList<>(subtask.stateTimesMs().entrySet());
        entries.sort(Map.Entry.<TaskState, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            TaskState state = entries.get(i).getKey();
            boolean last = i == entries.size() - 1;
            long untilMs = last ? nowMs : entries.get(i + 1).getValue();
            json.put(
                    state.name(),
                    last && state.isTerminal() ? 0 : untilMs - entries.get(i).getValue());
        }
        return json;
    }

    static Map<String, Object> times(VertexView vertex, long nowMs) {
        Map<String, Object> json = head(vertex);
        json.put("now", nowMs);
        json.put(
                "subtasks",
                vertex.subtasks().stream()
                        .map(each -> {
                            Map<String, Object> timestamps = new LinkedHashMap<>();
                            each.stateTimesMs().forEach((state, timeMs) -> timestamps.put(state.name(), timeMs));
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("subtask", each.subtask());
                            one.put("host", host(each));
                            one.put("endpoint", host(each));
                            one.put("duration", duration(startedMs(each), endedMs(each), nowMs));
                            one.put("timestamps", timestamps);
                            return one;
                        })
                        .toList());
        return json;
    }

    static List<Map<String, Object>> watermarks(VertexView vertex) {
        return vertex.subtasks().stream()
                .filter(each -> each.metrics() != null)
                .map(each -> Map.<String, Object>of(
                        "id",
                        each.subtask() + ".currentInputWatermark",
                        "value",
                        Long.toString(each.metrics().currentWatermark())))
                .toList();
    }

    static Map<String, Object> byWorker(VertexView vertex, long nowMs) {
        Map<String, List<SubtaskView>> byWorker = new TreeMap<>();
        vertex.subtasks()
                .forEach(each -> byWorker.computeIfAbsent(workerId(each), key -> new ArrayList<>())
                        .add(each));
        List<Map<String, Object>> workers = new ArrayList<>();
        byWorker.forEach((worker, tasks) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("endpoint", host(tasks.get(0)));
            one.put("host", host(tasks.get(0)));
            one.put("taskmanager-id", worker);
            one.put(
                    "start-time",
                    tasks.stream().mapToLong(VertexJson::startedMs).min().orElse(-1));
            one.put("metrics", TaskTotals.of(tasks).json());
            one.put("status-counts", statusCounts(tasks));
            workers.add(one);
        });
        Map<String, Object> json = head(vertex);
        json.put("now", nowMs);
        json.put("taskmanagers", workers);
        return json;
    }

    static Map<String, Object> statusCounts(List<SubtaskView> subtasks) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (TaskState state : TaskState.values()) {
            json.put(
                    state.name(),
                    subtasks.stream().filter(each -> each.state() == state).count());
        }
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
                "subtasks", vertex.subtasks().stream().map(VertexJson::pressure).toList());
        return json;
    }

    private static Map<String, Object> pressure(SubtaskView subtask) {
        TaskMetrics metrics = subtask.metrics();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("subtask", subtask.subtask());
        one.put("attempt-number", subtask.attempt());
        one.put("backpressure-level", level(share(metrics)));
        one.put("ratio", share(metrics) / 1000.0);
        one.put("idleRatio", metrics == null ? 0.0 : metrics.idlePerMille() / 1000.0);
        one.put("busyRatio", metrics == null ? 0.0 : metrics.busyPerMille() / 1000.0);
        return one;
    }

    private static int share(@Nullable TaskMetrics metrics) {
        return metrics == null ? 0 : metrics.backPressuredPerMille();
    }

    private static String level(int perMille) {
        return perMille > 500 ? "high" : perMille > 100 ? "low" : "ok";
    }
}
