package io.heddle.coordinator;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.job.Job;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.coordinator.turn.Turn;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.JobOutcome;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.control.Epoch;
import io.heddle.core.plan.JobId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The master: told of one event at a time, answers with what is to be done. It has no thread, no clock and does no I/O;
 * whoever owns it calls it from one thread, carries out its decisions in order, and brings the outcomes back as events. The
 * same events at the same times give the same decisions.
 *
 * <p>First comes {@link Event.LedgerRecovered}; until then workers are told that the master is restoring and people that it
 * is not ready.
 */
public final class Coordinator {
    private static final long LATE_TURN_MS = 1_000;

    private final Turn turn;
    private final Jobs jobs;
    private final Fleet fleet;
    private final Questions questions;
    private final Desk desk;
    private final Switchboard switchboard;
    private final Shutdown shutdown;
    private long promisedMs = Long.MAX_VALUE;

    /**
     * Makes a master of the given epoch.
     *
     * @param random for restart pauses; seeded in simulation
     */
    public Coordinator(CoordinatorSettings settings, Epoch epoch, RandomGenerator random) {
        turn = new Turn(epoch);
        jobs = new Jobs(settings, turn, random);
        fleet = new Fleet(settings, turn, jobs);
        jobs.use(fleet);
        shutdown = new Shutdown(settings, turn, jobs, fleet);
        questions = new Questions(turn);
        desk = new Desk(turn, jobs, fleet, shutdown, questions);
        switchboard = new Switchboard(turn, jobs, fleet, questions);
    }

    public Epoch epoch() {
        return turn.epoch();
    }

    /** Takes in an event, looks at what is due by now, and says what is to be done, in order. */
    public List<Decision> on(Event event, Now now) {
        boolean late = now.monotonicMs() > promisedMs + LATE_TURN_MS;
        turn.begin(now);
        if (shutdown.isOver() || turn.fenced()) {
            return turn.end();
        }
        if (late) {
            fleet.onOwnPause();
        }
        dispatch(event);
        if (!turn.fenced()) {
            afterwards();
        }
        promisedMs = nextDeadlineMs();
        return turn.end();
    }

    private void dispatch(Event event) {
        if (event instanceof Event.WorkerSaid said) {
            switchboard.onWord(said);
        } else if (event instanceof Event.PersistDone done) {
            turn.on(done);
        } else if (event instanceof Event.PersistFailed failed) {
            turn.on(failed);
        } else if (event instanceof Event.CheckpointRead read) {
            turn.on(read);
        } else if (event instanceof Event.CheckpointUnreadable unreadable) {
            turn.on(unreadable);
        } else if (event instanceof Event.LedgerRecovered recovered) {
            jobs.recover(recovered);
        } else if (event instanceof Event.ShutdownCluster asked) {
            shutdown.onAsked(asked);
        } else if (!onFleet(event)) {
            desk.on(event);
        }
    }

    private boolean onFleet(Event event) {
        if (event instanceof Event.WorkerLinkClosed closed) {
            fleet.onLinkClosed(closed);
            questions.cutOff(closed.worker());
        } else if (event instanceof Event.ContainersAllocated allocated) {
            fleet.onAllocated(allocated.containers());
        } else if (event instanceof Event.ContainerCompleted completed) {
            fleet.onCompleted(completed);
        } else if (event instanceof Event.ContainerLaunchFailed failed) {
            fleet.onLaunchFailed(failed);
        } else if (event instanceof Event.NodeChanged changed) {
            fleet.onNode(changed);
        } else if (event instanceof Event.PreviousContainers previous) {
            fleet.onPrevious(previous.containers());
        } else if (event instanceof Event.TokensRenewed renewed) {
            fleet.onTokens(renewed.tokens());
        } else {
            return event instanceof Event.Tick;
        }
        return true;
    }

    private void afterwards() {
        turn.onDeadlines();
        fleet.onDeadlines();
        jobs.onDeadlines();
        if (!jobs.isReady()) {
            return;
        }
        jobs.onSupply();
        jobs.compactLedger();
        shutdown.onTurn();
        if (!shutdown.isOver()) {
            Set<String> hosts = new TreeSet<>();
            jobs.all().forEach(job -> hosts.addAll(job.missedHosts()));
            fleet.balance(jobs.slotsNeeded(), List.copyOf(hosts));
        }
    }

    /** Monotonic milliseconds of the time by which a turn is due even if nothing happens ({@link Event.Tick}). */
    public long nextDeadlineMs() {
        long next = Math.min(turn.nextDeadlineMs(), fleet.nextDeadlineMs());
        next = Math.min(next, Math.min(shutdown.nextDeadlineMs(), jobs.nextForgettingMs()));
        for (Job job : jobs.all()) {
            next = Math.min(next, job.nextDeadlineMs());
        }
        return next;
    }

    /** The cluster for people; the copy is immutable, but it is taken on the owner's thread. */
    public ClusterView cluster() {
        return new ClusterView(
                turn.epoch(),
                jobs.isReady(),
                fleet.slotsTotal(),
                fleet.slotsFree(),
                fleet.pendingContainers(),
                fleet.launching(),
                fleet.views(),
                jobs.summaries(),
                jobs.incidents());
    }

    /** Whether the ledger has been read: before, this master cannot say which jobs there are. */
    public boolean isReady() {
        return jobs.isReady();
    }

    /** A job for people, or null if there is none; taken on the owner's thread. */
    public @Nullable JobView job(JobId id) {
        Job job = jobs.find(id);
        return job == null ? null : job.view();
    }

    /** What has come of a job, under this master or an earlier one; null if there was none. */
    public @Nullable JobOutcome outcome(JobId id) {
        LedgerEntry.JobEnded ended = jobs.findEndedBefore(id);
        if (ended != null) {
            return new JobOutcome(
                    ended.status(), ended.endedMs() - ended.startedMs(), ended.accumulators(), ended.failure());
        }
        JobView view = job(id);
        return view == null
                ? null
                : new JobOutcome(
                        view.summary().status(),
                        view.summary().endedMs() - view.summary().startedMs(),
                        view.accumulators(),
                        view.failure());
    }
}
