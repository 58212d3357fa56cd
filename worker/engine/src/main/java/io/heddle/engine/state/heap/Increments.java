package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tables of an operator are in its {@link ChangeLog}: those that once were large. What is small is written anew each time,
 * which costs less than to refer to many pieces. Task thread only.
 */
final class Increments {
    private final long least;
    private final KeyPlaces places;
    private final ChangeLog log = new ChangeLog();

    /** Increments of tables that have so many entries at least. */
    Increments(long least, KeyPlaces places) {
        this.least = least;
        this.places = places;
    }

    /** Whether a checkpoint has that table in the log. */
    boolean has(KeyTable table, OperatorCheckpoint checkpoint) {
        return checkpoint.kind() == CheckpointKind.CHECKPOINT && (table.isTracked() || table.size() >= least);
    }

    /** A state of which the log has the table. */
    record Logged(StateForm form, KeyTable table) {}

    /** Freezes those tables and hands them over. */
    void snapshot(List<Logged> states, OperatorCheckpoint checkpoint) {
        if (states.isEmpty()) {
            return;
        }
        long entries = 0;
        long changed = 0;
        List<LoggedSnapshot.Part> parts = new ArrayList<>();
        List<ChangeLog.Held> held = new ArrayList<>();
        for (Logged each : states) {
            KeyTable table = each.table;
            entries += table.size();
            changed += table.track().changed(table.size());
            KeyTable.Frozen view = table.freeze();
            parts.add(new LoggedSnapshot.Part(each.form, view));
            held.add(new ChangeLog.Held(table, view.changes()));
        }
        long id = checkpoint.checkpointId();
        ChangeLog.Plan plan = log.begin(id, changed / (double) Math.max(1, entries), held);
        checkpoint.add(new LoggedSnapshot(places, plan, parts, slice -> log.written(id, slice)));
    }

    void completed(long checkpointId) {
        log.completed(checkpointId);
    }

    void aborted(long checkpointId) {
        log.aborted(checkpointId);
    }
}
