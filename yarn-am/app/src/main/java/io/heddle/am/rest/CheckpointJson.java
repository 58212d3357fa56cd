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
        latest.put("completed", orNull(view.lastCompleted()));
        latest.put("savepoint", orNull(view.lastSavepoint()));
        latest.put("failed", orNull(view.lastFailed()));
        latest.put("restored", restored(view.lastRestored()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("counts", counts);
        json.put("latest", latest);
        json.put("history", view.history().stream().map(CheckpointJson::one).toList());
        json.put("interval", view.intervalMs());
        return json;
    }

    private static @Nullable Map<String, Object> orNull(@Nullable CheckpointView checkpoint) {
        return checkpoint == null ? null : one(checkpoint);
    }

    private static @Nullable Map<String, Object> restored(@Nullable CheckpointView checkpoint) {
        if (checkpoint == null) {
            return null;
        }
        Map<String, Object> json = one(checkpoint);
        json.put("restore_timestamp", checkpoint.triggeredMs());
        return json;
    }

    static Map<String, Object> one(CheckpointView checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", checkpoint.id());
        json.put("status", checkpoint.outcome().name());
        json.put("is_savepoint", checkpoint.kind().isSavepoint());
        json.put("checkpoint_type", checkpoint.kind().isSavepoint() ? "SAVEPOINT" : "CHECKPOINT");
        json.put("kind", checkpoint.kind().name());
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
