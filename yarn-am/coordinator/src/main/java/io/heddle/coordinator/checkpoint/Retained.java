package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Completed checkpoints that count: the newest is what tasks start from, older ones are dropped when there are more than
 * the user wants. Files shared between checkpoints live as long as one that refers to them; savepoints, and what belongs to
 * another job and was not claimed, are never deleted.
 */
final class Retained {
    private final Turn turn;
    private final JobId job;
    private final String home;
    private final List<Completed> all = new ArrayList<>();
    private final List<Doomed> doomed = new ArrayList<>();
    /** Those that the last master left and that cannot be read. */
    private final List<LedgerEntry.CheckpointCompleted> lost = new ArrayList<>();

    /**
     * A complete checkpoint.
     *
     * @param owned whether its files are ours to delete
     */
    record Completed(long id, String path, boolean owned, CheckpointMetadata metadata) {

        Set<String> sharedFiles() {
            return shared(
                    path,
                    metadata.operators().stream()
                            .flatMap(operator -> operator.tasks().stream())
                            .flatMap(task -> task.segments().stream()));
        }
    }

    private static Set<String> shared(String path, Stream<Segment> segments) {
        Set<String> shared = new TreeSet<>();
        segments.forEach(segment -> {
            if (segment.slice() instanceof Slice.InFile file && file.shared()) {
                shared.add(Paths.resolve(path, file.path()));
            }
        });
        return shared;
    }

    /** Shared files that no complete checkpoint needs, and the last checkpoint that may still turn out to. */
    private record Doomed(long untilSettled, Set<String> files) {}

    /**
     * Nothing is kept yet.
     *
     * @param home the job's own checkpoint directory; nothing outside is deleted unless it was claimed
     */
    Retained(Turn turn, JobId job, String home) {
        this.turn = turn;
        this.job = job;
        this.home = home;
    }

    @Nullable
    Completed latest() {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The newest checkpoint that the job itself has taken, not the one of another job that it started from; negative if there is none. */
    long newestTaken() {
        Completed newest = latest();
        return newest != null && newest.metadata().job().equals(job) ? newest.id() : -1;
    }

    /** Whose key signs what the job makes: that of the job whose state it goes on with, or its own. */
    String lineage() {
        Completed newest = latest();
        String known = newest == null ? "" : newest.metadata().lineage();
        return known.isEmpty() ? job.hex() : known;
    }

    /** Keeps one more; false if a newer one is there already, so that this one does not count any more. */
    boolean add(Completed completed) {
        Completed newest = latest();
        if (newest != null && newest.id() >= completed.id()) {
            return false;
        }
        all.add(completed);
        return true;
    }

    /** A checkpoint that counts cannot be read. It is dropped when it would be if it could. */
    void lost(LedgerEntry.CheckpointCompleted entry) {
        lost.add(entry);
    }

    /** Drops what is beyond the number wanted; {@code newestId} is the highest id that has been handed out. */
    void subsume(int keep, long newestId) {
        for (LedgerEntry.CheckpointCompleted each : List.copyOf(lost)) {
            subsumeLost(each, keep);
        }
        long owned = all.stream().filter(Completed::owned).count();
        for (Completed old : List.copyOf(all).subList(0, Math.max(0, all.size() - 1))) {
            if (!old.owned()) {
                all.remove(old);
            } else if (owned > keep) {
                owned--;
                all.remove(old);
                Set<String> shared = old.sharedFiles();
                turn.persist(
                        new LedgerEntry.CheckpointSubsumed(job, old.id()),
                        () -> turn.decide(new Decision.DiscardFiles(List.of(old.path()))));
                doomed.add(new Doomed(newestId, shared));
            }
        }
    }

    private void subsumeLost(LedgerEntry.CheckpointCompleted gone, int keep) {
        long newer = all.stream()
                .filter(each -> each.owned() && each.id() > gone.checkpointId())
                .count();
        if (newer < keep) {
            return;
        }
        lost.remove(gone);
        turn.persist(new LedgerEntry.CheckpointSubsumed(job, gone.checkpointId()), () -> {
            if (!gone.kind().isSavepoint()) {
                turn.decide(new Decision.DiscardFiles(List.of(gone.path())));
            }
        });
    }

    /**
     * A checkpoint in {@code path} does not come together, but that part of it is durable: its shared files go, unless they
     * are those of an earlier one.
     */
    void withdraw(String path, TaskSnapshot part, long newestId) {
        Set<String> files = shared(path, part.operators().stream().flatMap(operator -> operator.segments().stream()));
        files.removeIf(file -> home.isEmpty() || !file.startsWith(home + "/"));
        if (!files.isEmpty()) {
            doomed.add(new Doomed(newestId, files));
        }
    }

    /** Deletes shared files that nothing refers to, once no checkpoint under way can refer to them any more. */
    void sweep(long lowestPendingId) {
        if (doomed.isEmpty()) {
            return;
        }
        Set<String> needed = new HashSet<>();
        all.forEach(each -> needed.addAll(each.sharedFiles()));
        Set<String> files = new TreeSet<>();
        doomed.removeIf(each -> {
            boolean settled = lowestPendingId > each.untilSettled();
            if (settled) {
                each.files().stream().filter(file -> !needed.contains(file)).forEach(files::add);
            }
            return settled;
        });
        if (!files.isEmpty()) {
            turn.decide(new Decision.DiscardFiles(List.copyOf(files)));
        }
    }

    /** The job has ended and nothing is to be kept. */
    void discardAll() {
        List<String> paths = new ArrayList<>();
        for (Completed each : all) {
            if (each.owned() && !each.path().startsWith(home + "/")) {
                paths.add(each.path());
                paths.addAll(each.sharedFiles());
            }
        }
        if (!home.isEmpty()) {
            paths.add(home);
        }
        boolean ownLineage = lineage().equals(job.hex());
        all.clear();
        doomed.clear();
        if (!paths.isEmpty()) {
            turn.decide(ownLineage ? new Decision.DiscardLineage(job, paths) : new Decision.DiscardFiles(paths));
        }
    }
}
