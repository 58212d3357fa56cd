package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.view.CheckpointsView;
import io.heddle.coordinator.view.CheckpointsView.CheckpointView;
import io.heddle.coordinator.view.CheckpointsView.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of a job's checkpoints, for people. */
final class CheckpointLog {
    private final int size;
    private final Deque<CheckpointView> history = new ArrayDeque<>();
    private @Nullable CheckpointView lastCompleted;
    private @Nullable CheckpointView lastSavepoint;
    private @Nullable CheckpointView lastFailed;
    private @Nullable CheckpointView lastRestored;
    private int completed;
    private int failed;
    private int restored;

    CheckpointLog(int size) {
        this.size = Math.max(1, size);
    }

    void ended(CheckpointView view) {
        history.addFirst(view);
        if (history.size() > size) {
            history.removeLast();
        }
        if (view.outcome() == Outcome.FAILED) {
            failed++;
            lastFailed = view;
        } else {
            completed++;
            if (view.kind().isSavepoint()) {
                lastSavepoint = view;
            } else {
                lastCompleted = view;
            }
        }
    }

    void restored(CheckpointView from) {
        restored++;
        lastRestored = from;
    }

    CheckpointsView view(long intervalMs, Collection<CheckpointView> inProgress) {
        List<CheckpointView> all = new ArrayList<>(inProgress);
        all.addAll(history);
        return new CheckpointsView(
                intervalMs > 0 ? intervalMs : -1,
                restored,
                inProgress.size(),
                completed,
                failed,
                lastCompleted,
                lastSavepoint,
                lastFailed,
                lastRestored,
                all);
    }
}
