package io.heddle.coordinator;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What outlives a master: its ledger and the checkpoints. Answers at once, or with trouble, as the test wants. */
final class Storage {
    static final FailureInfo TROUBLE = new FailureInfo(FaultCategory.EXTERNAL, "storage is down", "");

    final List<LedgerEntry> ledger = new ArrayList<>();
    final Map<String, CheckpointMetadata> checkpoints = new TreeMap<>();
    final List<String> discarded = new ArrayList<>();
    /** Jobs of whose lineage nothing is left. */
    final List<JobId> forgotten = new ArrayList<>();
    /** Checkpoints cannot be written; the ledger can. */
    boolean checkpointsFail;
    /** Nothing is answered about checkpoints. */
    boolean checkpointsWait;
    /** What is written gets there, but the answer says that it did not. */
    boolean answersAreLost;

    /** The ledger takes everything but what stands for all before it. */
    boolean snapshotsFail;

    /** Nobody can say what is stored; the ledger can be written. */
    boolean readsFail;

    /** What is asked for in one turn is answered last thing first. */
    boolean answersBackwards;

    List<Decision> inTurn(List<Decision> made) {
        List<Decision> turn = new ArrayList<>(made);
        if (answersBackwards) {
            Collections.reverse(turn);
        }
        return turn;
    }

    @Nullable
    Event outcome(Decision decision) {
        if (decision instanceof Decision.Persist persist) {
            if (snapshotsFail && persist.entry() instanceof LedgerEntry.Snapshot) {
                return new Event.PersistFailed(persist.token(), TROUBLE, false);
            }
            ledger.add(persist.entry());
            return new Event.PersistDone(persist.token());
        }
        if (decision instanceof Decision.PersistCheckpoint persist) {
            if (checkpointsWait) {
                return null;
            }
            if (checkpointsFail) {
                return new Event.PersistFailed(persist.token(), TROUBLE, false);
            }
            checkpoints.put(persist.entry().path(), persist.metadata());
            ledger.add(persist.entry());
            return answersAreLost
                    ? new Event.PersistFailed(persist.token(), TROUBLE, false)
                    : new Event.PersistDone(persist.token());
        }
        if (decision instanceof Decision.ReadCheckpoint read) {
            CheckpointMetadata metadata = readsFail ? null : checkpoints.get(read.path());
            return metadata == null
                    ? new Event.CheckpointUnreadable(read.token(), read.path(), TROUBLE, readsFail)
                    : new Event.CheckpointRead(read.token(), read.path(), metadata);
        }
        if (decision instanceof Decision.DiscardFiles discard) {
            discard(discard.paths());
        }
        if (decision instanceof Decision.DiscardLineage discard) {
            discard(discard.paths());
            forgotten.add(discard.job());
        }
        return null;
    }

    private void discard(List<String> paths) {
        discarded.addAll(paths);
        paths.forEach(path -> checkpoints.keySet().removeIf(each -> (each + "/").startsWith(path + "/")));
    }

    List<LedgerEntry> sinceSnapshot() {
        List<LedgerEntry> since = new ArrayList<>();
        for (LedgerEntry entry : ledger) {
            if (entry instanceof LedgerEntry.Snapshot snapshot) {
                since.clear();
                since.addAll(snapshot.entries());
            } else {
                since.add(entry);
            }
        }
        return since;
    }
}
