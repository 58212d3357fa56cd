package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.checkpoint.Retained.Completed;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.turn.Turn;
import io.heddle.coordinator.view.CheckpointsView;
import io.heddle.coordinator.view.CheckpointsView.CheckpointView;
import io.heddle.coordinator.view.CheckpointsView.Outcome;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.config.StateSettings.Retention;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one job. A checkpoint begins with a trigger to the workers, counts when every task has answered and
 * its record is durable, and is told to the workers only then. Ids only grow, over all masters: they are reserved in the
 * ledger before they are used.
 */
public final class Checkpoints {
    private static final Logger LOG = LogManager.getLogger(Checkpoints.class);
    private static final TaskSnapshot FINISHED = new TaskSnapshot(List.of(), true, 0, 0, 0, 0, 0);

    private final CheckpointSettings settings;
    private final CheckpointedJob job;
    private final Turn turn;
    private final Notices notices;
    private final Retained retained;
    private final StartPoint point;
    private final Ids ids;
    private final Answers answers;
    private final CheckpointLog log;
    private final SortedMap<Long, Pending> pending = new TreeMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private boolean active;
    private boolean cancelling;
    private long nextPeriodicMs;
    private long lastEndMs = Long.MIN_VALUE / 2;
    private int failuresInARow;

    /** A checkpoint that waits for its id. */
    private record Wish(CheckpointKind kind, String parent, long requestId, boolean cancelJob) {}

    public Checkpoints(CheckpointSettings settings, CheckpointedJob job, Turn turn) {
        this.settings = settings;
        this.job = job;
        this.turn = turn;
        this.notices = new Notices(job, turn);
        this.retained = new Retained(turn, job.plan().id(), home());
        this.point = new StartPoint(job, turn, retained);
        this.ids = new Ids(turn, job.plan().id());
        this.answers = new Answers(turn, job.plan().id());
        this.log = new CheckpointLog(settings.history());
    }

    private String home() {
        return settings.directory().isEmpty()
                ? ""
                : settings.directory() + "/" + job.plan().id();
    }

    // ---- what tasks start from

    /** The job starts from this checkpoint, which was read and found fit; {@code claimed} makes its files ours. */
    public void startFrom(String path, CheckpointMetadata metadata, boolean allowNonRestored, boolean claimed) {
        point.check(metadata, path, allowNonRestored);
        point.keep(new Completed(metadata.checkpointId(), path, claimed, metadata));
        ids.startAfter(metadata.checkpointId());
    }

    /**
     * What the last master left: ids below {@code limit} are used up, these checkpoints count (oldest first), and perhaps the claimed one.
     *
     * @return whether there is one that tasks can start from
     */
    public boolean recover(
            long limit, List<LedgerEntry.CheckpointCompleted> completed, @Nullable StartOptions claimed) {
        ids.recover(limit, completed);
        point.recover(completed, completed.size() < settings.retained() ? claimed : null, this::settle);
        return point.isReading();
    }

    private void settle() {
        if (isSettled()) {
            job.onCheckpointsSettled();
        }
    }

    /** Whether it is certain which checkpoint is the newest: no record of one is under way. */
    public boolean isSettled() {
        return !point.isReading() && pending.values().stream().noneMatch(Pending::isPersisting);
    }

    /** Why nothing can be restored although there is something, or null. */
    public @Nullable FailureInfo unreadable() {
        return point.unreadable();
    }

    /** What the subtask starts from, or null if it starts from nothing. */
    public @Nullable TaskRestore restoreOf(JobVertex vertex, int subtask) {
        return point.of(vertex, subtask);
    }

    /** The newest checkpoint's id, or -1. */
    public long latestId() {
        return point.latestId();
    }

    /** Whether the newest checkpoint is a savepoint with which the job was to end. */
    public boolean hasStopped() {
        Completed newest = retained.latest();
        return newest != null
                && retained.newestTaken() == newest.id()
                && newest.metadata().kind().isStop();
    }

    /** What tasks go on from after a failure. */
    public Origin failover() {
        Completed newest = retained.latest();
        return newest == null
                ? new Origin(Origin.Kind.AUTO_FAILOVER, -1, null, null)
                : new Origin(
                        Origin.Kind.AUTO_FAILOVER,
                        newest.id(),
                        newest.path(),
                        newest.metadata().job().hex());
    }

    /** Tasks are being restored. */
    public void onRestore() {
        answers.onRestore();
        Completed newest = retained.latest();
        if (newest != null) {
            CheckpointMetadata from = newest.metadata();
            log.restored(new CheckpointView(
                    newest.id(),
                    from.kind(),
                    Outcome.COMPLETED,
                    from.startedMs(),
                    from.completedMs() - from.startedMs(),
                    0,
                    0,
                    0,
                    0,
                    newest.path(),
                    false,
                    ""));
        }
    }

    // ---- the job's ways

    /** All tasks run: checkpoints may begin. */
    public void start() {
        active = true;
        nextPeriodicMs = settings.periodic() ? turn.nowMs() + settings.intervalMs() : Long.MAX_VALUE;
        for (WorkerId worker : job.memberWorkers()) {
            tell(worker);
        }
        List<String> stale = ids.stale().mapToObj(id -> home() + "/chk-" + id).toList();
        if (!stale.isEmpty() && !home().isEmpty()) {
            turn.decide(new Decision.DiscardFiles(stale));
        }
        ids.forgetStale();
    }

    /** What a worker may have missed. */
    private void tell(WorkerId worker) {
        long newest = retained.newestTaken();
        if (newest >= 0) {
            notices.completed(worker, newest);
        }
        ids.stale().forEach(stale -> notices.aborted(worker, stale));
    }

    /** Not all tasks run any more: what is under way cannot complete, unless only its record is missing. */
    public void stop(String why) {
        active = false;
        FailureInfo reason = new FailureInfo(FaultCategory.LOST_PEER, why, "");
        for (Pending each : List.copyOf(pending.values())) {
            if (!each.isPersisting()) {
                fail(each, reason, false);
            }
        }
        for (Wish wish : List.copyOf(wishes)) {
            wishes.remove(wish);
            answers.failed(wish.requestId(), reason);
        }
    }

    /** A worker's link was renewed: it may have missed a trigger, and its answers may be lost. */
    public void onWorkerBack(WorkerId worker) {
        for (Pending each : List.copyOf(pending.values())) {
            boolean cut = each.missing().stream().anyMatch(execution -> job.isIn(execution, worker));
            if (cut && !each.isPersisting()) {
                fail(
                        each,
                        new FailureInfo(FaultCategory.LOST_PEER, "The connection of " + worker + " was renewed.", ""),
                        false);
                nextPeriodicMs = Math.min(nextPeriodicMs, turn.nowMs());
            }
        }
        if (active) {
            tell(worker);
        }
    }

    /** A task that had still to answer has come to its end; the next checkpoint knows that from the start. */
    public void onTaskFinished(ExecutionId execution) {
        for (Pending each : List.copyOf(pending.values())) {
            if (each.missing().contains(execution) && !each.isStop()) {
                fail(
                        each,
                        new FailureInfo(FaultCategory.LOST_PEER, execution + " finished before it answered.", ""),
                        false);
                nextPeriodicMs = Math.min(nextPeriodicMs, turn.nowMs());
            } else if (each.acknowledge(execution, FINISHED)) {
                complete(each);
            }
        }
    }

    /** The job's end is durable: what is not to be kept is deleted. */
    public void onJobEnded(JobStatus status) {
        answers.onJobEnded(status);
        boolean keep = switch (status) {
            case FINISHED -> false;
            case CANCELED -> settings.retention() == Retention.RETAIN_ON_CANCELLATION;
            default -> settings.retention() != Retention.NO_EXTERNALIZED_CHECKPOINTS;
        };
        if (!keep && (ids.newest() > 0 || retained.latest() != null)) {
            retained.discardAll();
        }
    }

    // ---- beginning one

    /** A person asks for a snapshot; answered when it is complete or has failed. */
    public void order(CheckpointKind kind, @Nullable String directory, long requestId, boolean cancelJob) {
        String parent = directory != null ? Paths.withoutSlash(directory) : settings.savepointDirectory();
        String objection = settings.objection(kind, parent, home());
        if (objection != null) {
            answers.refuse(requestId, objection);
        } else if (!active) {
            answers.refuse(requestId, "Not all tasks of the job are running.");
        } else {
            begin(new Wish(kind, parent, requestId, cancelJob));
        }
    }

    private void begin(Wish wish) {
        if (!ids.isAvailable()) {
            wishes.add(wish);
            ids.reserve(this::onReserved);
            return;
        }
        if (isEnding()) {
            answers.refuse(wish.requestId(), "The job is being stopped.");
            return;
        }
        List<CheckpointedJob.Member> members = job.members();
        boolean anyFinished = members.stream().anyMatch(CheckpointedJob.Member::finished);
        boolean allFinished = members.stream().allMatch(CheckpointedJob.Member::finished);
        if (allFinished || (anyFinished && !settings.afterFinish())) {
            answers.refuse(wish.requestId(), "Tasks of the job have finished.");
            return;
        }
        long id = ids.take();
        Pending made = new Pending(
                new Pending.Order(id, wish.kind(), path(wish, id), wish.requestId(), wish.cancelJob()),
                members,
                turn.nowMs(),
                turn.wallMs());
        pending.put(id, made);
        LOG.info(
                "Checkpoint {} ({}) of job {} begins",
                id,
                wish.kind(),
                job.plan().id());
        notices.trigger(id, wish.kind(), made.order.path(), retained.newestTaken());
    }

    private String path(Wish wish, long id) {
        // The epoch keeps apart savepoints of equal ids that different applications write to one place.
        return wish.kind().isSavepoint()
                ? wish.parent() + "/savepoint-" + job.plan().id().hex().substring(0, 6) + "-" + turn.epoch() + "-" + id
                : home() + "/chk-" + id;
    }

    private void onReserved() {
        List<Wish> waiting = List.copyOf(wishes);
        wishes.clear();
        for (Wish wish : waiting) {
            if (active) {
                begin(wish);
            } else {
                answers.refuse(wish.requestId(), "Not all tasks of the job are running.");
            }
        }
    }

    // ---- answers

    public void onAcknowledged(WorkerId worker, FromWorker.CheckpointAcknowledged said) {
        Pending one = pending.get(said.checkpointId());
        if (one == null) {
            if (said.checkpointId() > latestId()) {
                notices.aborted(worker, said.checkpointId());
            }
        } else if (one.acknowledge(said.execution(), said.snapshot())) {
            complete(one);
        }
    }

    public void onDeclined(FromWorker.CheckpointDeclined said) {
        Pending one = pending.get(said.checkpointId());
        if (one != null && !one.isPersisting() && one.missing().contains(said.execution())) {
            fail(one, said.reason(), true);
        }
    }

    private void complete(Pending one) {
        if (pending.tailMap(one.order.id() + 1).values().stream().anyMatch(Pending::isPersisting)) {
            fail(one, new FailureInfo(FaultCategory.LOST_PEER, "A later checkpoint was faster.", ""), false);
            return;
        }
        one.persisting();
        CheckpointMetadata metadata = one.metadata(job.plan(), job.planHash(), retained.lineage(), turn.wallMs());
        LedgerEntry.CheckpointCompleted entry = new LedgerEntry.CheckpointCompleted(
                job.plan().id(), one.order.id(), one.order.kind(), one.order.path(), turn.wallMs());
        turn.persistCheckpoint(entry, metadata, () -> durable(one, metadata), failure -> revoke(one, failure));
    }

    /**
     * The record may be durable all the same, only its answer was lost. Before anybody is told that the checkpoint failed, and
     * before a file of it is deleted, the ledger must say so, or a later master would start from it.
     */
    private void revoke(Pending one, FailureInfo failure) {
        turn.persist(new LedgerEntry.CheckpointSubsumed(job.plan().id(), one.order.id()), () -> {
            fail(one, failure, true);
            settle();
        });
    }

    private void durable(Pending one, CheckpointMetadata metadata) {
        long id = one.order.id();
        pending.remove(id);
        failuresInARow = 0;
        lastEndMs = turn.nowMs();
        log.ended(one.view(Outcome.COMPLETED, turn.nowMs() - one.startedMs, ""));
        LOG.info(
                "Checkpoint {} ({}) of job {} is complete after {} ms",
                id,
                one.order.kind(),
                job.plan().id(),
                turn.nowMs() - one.startedMs);
        // An intermediate savepoint belongs to the person: nothing is restored from it, so nothing is committed by it.
        if (!StartPoint.isIntermediate(one.order.kind())) {
            Completed completed =
                    new Completed(id, one.order.path(), !one.order.kind().isSavepoint(), metadata);
            if (point.keep(completed)) {
                notices.completed(id);
                abortOlder(id);
                retained.subsume(settings.retained(), ids.newest());
            }
            retained.sweep(pending.isEmpty() ? Long.MAX_VALUE : pending.firstKey());
        }
        if (one.isStop()) {
            nextPeriodicMs = Long.MAX_VALUE;
            answers.stopped(one.order);
        } else if (one.order.cancelJob()) {
            // No task is cancelled before that is durable, or a later master would take it for lost.
            cancelling = true;
            turn.persist(new LedgerEntry.CancelRequested(job.plan().id()), () -> {
                job.onCancelAfterSavepoint();
                answers.done(one.order);
            });
        } else {
            answers.done(one.order);
        }
        settle();
    }

    private void abortOlder(long id) {
        for (Pending older : List.copyOf(pending.headMap(id).values())) {
            if (!older.order.kind().isSavepoint() && !older.isPersisting()) {
                fail(older, new FailureInfo(FaultCategory.LOST_PEER, "Checkpoint " + id + " was faster.", ""), false);
            }
        }
    }

    private void fail(Pending one, FailureInfo why, boolean counts) {
        long id = one.order.id();
        pending.remove(id);
        lastEndMs = turn.nowMs();
        LOG.warn("Checkpoint {} of job {} failed: {}", id, job.plan().id(), why.message());
        log.ended(one.view(Outcome.FAILED, turn.nowMs() - one.startedMs, why.message()));
        notices.aborted(id);
        turn.decide(new Decision.DiscardFiles(List.of(one.order.path())));
        one.answers().forEach(part -> retained.withdraw(one.order.path(), part, ids.newest()));
        answers.failed(one.order.requestId(), why);
        retained.sweep(pending.isEmpty() ? Long.MAX_VALUE : pending.firstKey());
        if (counts && !one.order.kind().isSavepoint() && why.category() != FaultCategory.LOST_PEER) {
            count(id, why);
        }
    }

    /** Slow or absent storage passes; unless the user has drawn a line, it does not end a job that could wait. */
    private void count(long id, FailureInfo why) {
        failuresInARow++;
        boolean storage = why.category() == FaultCategory.EXTERNAL;
        int tolerable = settings.tolerable().orElse(storage ? Integer.MAX_VALUE : 0);
        if (failuresInARow > tolerable) {
            failuresInARow = 0;
            job.onCheckpointsFail(new FailureInfo(
                    why.category() == FaultCategory.CONFIGURATION ? FaultCategory.ENGINE : why.category(),
                    "Checkpoint " + id + " failed, and no more than " + tolerable + " failures in a row are tolerated: "
                            + why.message(),
                    why.stackTrace()));
        }
    }

    // ---- time

    public void onDeadline() {
        for (Pending each : List.copyOf(pending.values())) {
            if (!each.isPersisting() && each.startedMs + settings.timeoutMs() <= turn.nowMs()) {
                String who = each.missing().stream().limit(3).toList().toString();
                fail(
                        each,
                        new FailureInfo(
                                FaultCategory.EXTERNAL,
                                "It was not complete after " + settings.timeoutMs() + " ms; "
                                        + each.missing().size() + " tasks had not answered: " + who,
                                ""),
                        true);
            }
        }
        if (active && turn.nowMs() >= periodicDueMs()) {
            nextPeriodicMs = turn.nowMs() + settings.intervalMs();
            begin(new Wish(CheckpointKind.CHECKPOINT, "", 0, false));
        }
    }

    /** When the next periodic one may begin; never while as many as are allowed, or a stop, are under way. */
    private long periodicDueMs() {
        if (!settings.periodic() || !active) {
            return Long.MAX_VALUE;
        }
        long running = pending.values().stream()
                .filter(each -> !each.order.kind().isSavepoint())
                .count();
        if (running + wishes.size() >= settings.maxConcurrent() || isEnding()) {
            return Long.MAX_VALUE;
        }
        return Math.max(nextPeriodicMs, lastEndMs + settings.minPauseMs());
    }

    /** Whether the snapshot after which the job ends is under way or there: nothing may be committed beyond it. */
    private boolean isEnding() {
        return cancelling || answers.isStopped() || pending.values().stream().anyMatch(Pending::isLast);
    }

    public long nextDeadlineMs() {
        long next = periodicDueMs();
        for (Pending each : pending.values()) {
            if (!each.isPersisting()) {
                next = Math.min(next, each.startedMs + settings.timeoutMs());
            }
        }
        return next;
    }

    public CheckpointsView view() {
        return log.view(
                settings.intervalMs(),
                pending.values().stream()
                        .map(each -> each.view(Outcome.IN_PROGRESS, turn.nowMs() - each.startedMs, ""))
                        .toList());
    }
}
