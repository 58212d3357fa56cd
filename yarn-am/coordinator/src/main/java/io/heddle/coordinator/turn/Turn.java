package io.heddle.coordinator.turn;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The present turn: what time it is, and which decisions have been made in it. What a turn asks to be made durable or to be
 * read is continued in a later turn, when the outcome has arrived.
 */
public final class Turn {
    private static final Logger LOG = LogManager.getLogger(Turn.class);
    private static final long RETRY_MS = 2_000;
    /** As long as workers wait for a master: storage that is away for longer does not come back by itself. */
    private static final long READ_PATIENCE_MS = 900_000;

    private static final int EXIT_FENCED = 31;

    private final Epoch epoch;
    private final Map<Long, Runnable> onDurable = new HashMap<>();
    private final Map<Long, Wish> unconfirmed = new HashMap<>();
    private final Map<Long, Consumer<FailureInfo>> onNotDurable = new HashMap<>();
    private final Map<Long, Reading> readings = new HashMap<>();
    private final List<Again> again = new ArrayList<>();
    private List<Decision> decisions = new ArrayList<>();
    private Now now = new Now(0, 0);
    private long nextToken = 1;
    private boolean fenced;
    private Consumer<LedgerEntry> onAppended = entry -> {};

    private record Reading(
            JobId job,
            String path,
            boolean allowUnverified,
            long untilMs,
            Consumer<CheckpointMetadata> then,
            Consumer<FailureInfo> otherwise) {}

    private record Wish(LedgerEntry entry, BooleanSupplier stillWanted) {}

    /** What is to be tried again when storage has had a while to recover. */
    private record Again(long atMs, Runnable what) {}

    public Turn(Epoch epoch) {
        this.epoch = epoch;
    }

    /** Who is told of every entry that has become durable. */
    public void tellAppended(Consumer<LedgerEntry> listener) {
        onAppended = listener;
    }

    /** Whether no entry is under way, so that the ledger is exactly what has been told. */
    public boolean isLedgerQuiet() {
        return onDurable.isEmpty();
    }

    public void begin(Now time) {
        now = time;
    }

    /** Ends the turn and hands out its decisions. */
    public List<Decision> end() {
        List<Decision> made = decisions;
        decisions = new ArrayList<>();
        return made;
    }

    public long nowMs() {
        return now.monotonicMs();
    }

    public long wallMs() {
        return now.wallMs();
    }

    public Epoch epoch() {
        return epoch;
    }

    /** Whether a higher epoch has taken over: then nothing may be decided any more. */
    public boolean fenced() {
        return fenced;
    }

    public void decide(Decision decision) {
        decisions.add(decision);
    }

    public void send(WorkerId worker, ToWorker message) {
        decide(new Decision.Send(worker, message));
    }

    public void answer(long requestId, Answer answer) {
        if (requestId != 0) {
            decide(new Decision.Answered(requestId, answer));
        }
    }

    public void refuse(long requestId, Answer.Reason reason, String what, String why, String mend) {
        answer(requestId, new Answer.Refused(reason, new Problem(what, why, mend)));
    }

    /** Makes the entry durable, however long storage takes to accept it, then goes on with {@code then}. */
    public void persist(LedgerEntry entry, Runnable then) {
        persist(entry, () -> true, then);
    }

    /** As {@link #persist(LedgerEntry, Runnable)}, but not tried again once it is not wanted any more. */
    public void persist(LedgerEntry entry, BooleanSupplier stillWanted, Runnable then) {
        long token = nextToken++;
        onDurable.put(token, then);
        unconfirmed.put(token, new Wish(entry, stillWanted));
        decide(new Decision.Persist(token, entry));
    }

    /** Makes a checkpoint durable, or says once that it could not be. */
    public void persistCheckpoint(
            LedgerEntry.CheckpointCompleted entry,
            CheckpointMetadata metadata,
            Runnable then,
            Consumer<FailureInfo> otherwise) {
        long token = nextToken++;
        onDurable.put(token, then);
        unconfirmed.put(token, new Wish(entry, () -> false));
        onNotDurable.put(token, otherwise);
        decide(new Decision.PersistCheckpoint(token, entry, metadata));
    }

    /** Reads a checkpoint's metadata, however long storage is away within reason. */
    public void readCheckpoint(
            JobId job,
            String path,
            boolean allowUnverified,
            Consumer<CheckpointMetadata> then,
            Consumer<FailureInfo> otherwise) {
        read(new Reading(job, path, allowUnverified, nowMs() + READ_PATIENCE_MS, then, otherwise));
    }

    private void read(Reading reading) {
        long token = nextToken++;
        readings.put(token, reading);
        decide(new Decision.ReadCheckpoint(token, reading.job(), reading.path(), reading.allowUnverified()));
    }

    public void on(Event.PersistDone done) {
        Runnable then = onDurable.remove(done.token());
        Wish wish = unconfirmed.remove(done.token());
        onNotDurable.remove(done.token());
        if (wish != null) {
            onAppended.accept(wish.entry());
        }
        if (then != null) {
            then.run();
        }
    }

    public void on(Event.PersistFailed failed) {
        Runnable then = onDurable.remove(failed.token());
        Wish wish = unconfirmed.remove(failed.token());
        Consumer<FailureInfo> otherwise = onNotDurable.remove(failed.token());
        if (failed.fenced()) {
            fence(failed.failure().message());
        } else if (otherwise != null) {
            otherwise.accept(failed.failure());
        } else if (wish != null && then != null) {
            LOG.warn(
                    "{} is not durable yet; trying again in {} ms: {}",
                    wish.entry().getClass().getSimpleName(),
                    RETRY_MS,
                    failed.failure().message());
            again.add(new Again(nowMs() + RETRY_MS, () -> {
                if (wish.stillWanted().getAsBoolean()) {
                    persist(wish.entry(), wish.stillWanted(), then);
                }
            }));
        }
    }

    /** There is a later master: this one leaves and decides nothing more. */
    public void fence(String why) {
        fenced = true;
        decisions.clear();
        LOG.error("A later master has taken over; this one ({}) leaves: {}", epoch, why);
        decide(new Decision.Abdicate("Epoch " + epoch + " has been replaced by a later one.", EXIT_FENCED));
    }

    public void on(Event.CheckpointRead read) {
        Reading reading = readings.remove(read.token());
        if (reading != null) {
            reading.then().accept(read.metadata());
        }
    }

    public void on(Event.CheckpointUnreadable unreadable) {
        Reading reading = readings.remove(unreadable.token());
        if (reading == null) {
            return;
        }
        if (unreadable.mayPass() && nowMs() < reading.untilMs()) {
            LOG.warn(
                    "Checkpoint {} cannot be read now; trying again in {} ms: {}",
                    unreadable.path(),
                    RETRY_MS,
                    unreadable.failure().message());
            again.add(new Again(nowMs() + RETRY_MS, () -> read(reading)));
        } else {
            reading.otherwise().accept(unreadable.failure());
        }
    }

    public void onDeadlines() {
        if (again.isEmpty()) {
            return;
        }
        List<Again> due = again.stream().filter(each -> each.atMs() <= nowMs()).toList();
        again.removeAll(due);
        due.forEach(each -> each.what().run());
    }

    public long nextDeadlineMs() {
        return again.stream().mapToLong(Again::atMs).min().orElse(Long.MAX_VALUE);
    }
}
