package io.heddle.am.rest;

import io.heddle.coordinator.view.CheckpointsView;
import io.heddle.coordinator.view.CheckpointsView.CheckpointView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checkpoints under the names that tools know. */
final class CheckpointJson {
    private CheckpointJson() {}

    static Map<String, Object> all(CheckpointsView view) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("restored", view.restored());
        counts.put("total", view.inProgress() + view.completed() + view.failed());
        counts.put("in_progress", view.inProgress());
        counts.put("completed", view.completed());
        counts.put("failed", view.failed());
        Map<String, Object> latest = new LinkedHashMap<>();
        latest.put("completed", one(view.lastCompleted()));
        latest.put("savepoint", one(view.lastSavepoint()));
        latest.put("failed", one(view.lastFailed()));
        latest.put("restored", one(view.lastRestored()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("counts", counts);
        json.put("latest", latest);
        json.put("history", view.history().stream().map(CheckpointJson::one).toList());
        json.put("interval", view.intervalMs());
        return json;
    }

    private static @Nullable Map<String, Object> one(@Nullable CheckpointView checkpoint) {
        if (checkpoint == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", checkpoint.id());
        json.put("status", checkpoint.outcome().name());
        json.put("is_savepoint", checkpoint.kind().isSavepoint());
        json.put("checkpoint_type", checkpoint.kind().name());
        json.put("trigger_timestamp", checkpoint.triggeredMs());
        json.put("latest_ack_timestamp", checkpoint.triggeredMs() + checkpoint.durationMs());
        json.put("end_to_end_duration", checkpoint.durationMs());
        json.put("state_size", checkpoint.stateBytes());
        json.put("checkpointed_size", checkpoint.uploadedBytes());
        json.put("num_subtasks", checkpoint.tasks());
        json.put("num_acknowledged_subtasks", checkpoint.acknowledged());
        json.put("external_path", checkpoint.path());
        json.put("discarded", checkpoint.discarded());
        json.put("failure_message", checkpoint.failure().isEmpty() ? null : checkpoint.failure());
        return json;
    }
}
