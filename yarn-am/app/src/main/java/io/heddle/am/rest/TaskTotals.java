package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.core.control.FromWorker.TaskMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters of some tasks together.
 *
 * @param complete false if one of them has not reported yet
 */
record TaskTotals(long bytesIn, long bytesOut, long recordsIn, long recordsOut, boolean complete) {
    private static final TaskTotals NONE = new TaskTotals(0, 0, 0, 0, true);

    static TaskTotals of(List<SubtaskView> subtasks) {
        TaskTotals sum = NONE;
        for (SubtaskView subtask : subtasks) {
            sum = sum.plus(subtask);
        }
        return sum;
    }

    private TaskTotals plus(SubtaskView subtask) {
        TaskMetrics more = subtask.metrics();
        return more == null
                ? new TaskTotals(bytesIn, bytesOut, recordsIn, recordsOut, false)
                : new TaskTotals(
                        bytesIn + more.bytesIn(),
                        bytesOut + more.bytesOut(),
                        recordsIn + more.recordsIn(),
                        recordsOut + more.recordsOut(),
                        complete);
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
