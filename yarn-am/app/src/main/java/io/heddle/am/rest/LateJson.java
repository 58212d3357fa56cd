package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.Lateness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job has dropped because it was late, and where that was read. A record keeps its timestamp on its way, and a record that
 * is late for an operator was behind the watermark of its source: so the two samples are put together by timestamp.
 */
final class LateJson {
    private static final String DROPPED = ".numLateRecordsDropped";

    /** Something of one task. */
    private record Of<T>(VertexView vertex, SubtaskView subtask, T what) {}

    private LateJson() {}

    static Map<String, Object> of(JobView job) {
        List<Of<Lateness.Dropped>> dropped = new ArrayList<>();
        List<Of<Lateness.Read>> read = new ArrayList<>();
        long count = 0;
        for (VertexView vertex : job.vertices()) {
            for (SubtaskView subtask : vertex.subtasks()) {
                TaskMetrics metrics = subtask.metrics();
                if (metrics != null) {
                    count += count(metrics);
                    metrics.lateness().dropped().forEach(each -> dropped.add(new Of<>(vertex, subtask, each)));
                    metrics.lateness().read().forEach(each -> read.add(new Of<>(vertex, subtask, each)));
                }
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dropped", count);
        json.put("samples", dropped.stream().map(each -> dropped(each, read)).toList());
        json.put("behind-watermark", read.stream().map(LateJson::read).toList());
        return json;
    }

    private static long count(TaskMetrics metrics) {
        return metrics.user().entrySet().stream()
                .filter(each -> each.getKey().endsWith(DROPPED))
                .mapToLong(each -> each.getValue().longValue())
                .sum();
    }

    private static Map<String, Object> dropped(Of<Lateness.Dropped> sample, List<Of<Lateness.Read>> read) {
        Map<String, Object> json = place(sample);
        json.put("operator", sample.what().operator());
        json.put("record", sample.what().record());
        times(json, sample.what().timestampMs(), sample.what().watermarkMs());
        json.put(
                "origins",
                read.stream()
                        .filter(each ->
                                each.what().timestampMs() == sample.what().timestampMs())
                        .map(LateJson::read)
                        .toList());
        return json;
    }

    private static Map<String, Object> read(Of<Lateness.Read> sample) {
        Map<String, Object> json = place(sample);
        json.put("source", sample.what().source());
        json.put("split", sample.what().split());
        json.put("position", sample.what().position());
        times(json, sample.what().timestampMs(), sample.what().watermarkMs());
        return json;
    }

    private static Map<String, Object> place(Of<?> sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vertex-id", sample.vertex().id());
        json.put("subtask", sample.subtask().subtask());
        return json;
    }

    private static void times(Map<String, Object> json, long timestampMs, long watermarkMs) {
        json.put("timestamp", timestampMs);
        json.put("watermark", watermarkMs);
    }
}
