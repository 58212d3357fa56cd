package io.heddle.coordinator.view;

import io.heddle.core.checkpoint.CheckpointKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints of a job since this master began.
 *
 * @param intervalMs period, or -1 if there are only savepoints
 * @param restored how many times tasks were restored
 * @param lastCompleted the newest usable checkpoint, or null
 * @param lastRestored the one that the present run began from, or null
 * @param history the last few, newest first
 */
public record CheckpointsView(
        long intervalMs,
        int restored,
        int inProgress,
        int completed,
        int failed,
        @Nullable CheckpointView lastCompleted,
        @Nullable CheckpointView lastSavepoint,
        @Nullable CheckpointView lastFailed,
        @Nullable CheckpointView lastRestored,
        List<CheckpointView> history) {

    public static final CheckpointsView NONE = new CheckpointsView(-1, 0, 0, 0, 0, null, null, null, null, List.of());

    /** What became of a checkpoint. */
    public enum Outcome {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    /**
     * One checkpoint.
     *
     * @param path where it is, or empty if it failed
     * @param failure why it failed, or empty
     */
    public record CheckpointView(
            long id,
            CheckpointKind kind,
            Outcome outcome,
            long triggeredMs,
            long durationMs,
            long stateBytes,
            long uploadedBytes,
            int tasks,
            int acknowledged,
            String path,
            boolean discarded,
            String failure) {}
}
