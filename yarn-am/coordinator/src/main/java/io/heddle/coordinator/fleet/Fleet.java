package io.heddle.coordinator.fleet;

import io.heddle.coordinator.fleet.Worker.Phase;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.CoordinatorSettings.Patience;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.Event.AllocatedContainer;
import io.heddle.coordinator.port.Event.NodeCondition;
import io.heddle.coordinator.turn.Turn;
import io.heddle.coordinator.view.WorkerView;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** All workers of the application and their slots. Decides when one is lost and when one is not needed any more. */
public final class Fleet {
    private static final Logger LOG = LogManager.getLogger(Fleet.class);
    private static final int REMEMBERED_LOSSES = 1_000;
    private static final int FEW_WORKERS = 3;

    private final CoordinatorSettings settings;
    private final Patience patience;
    private final Turn turn;
    private final WorkerLoss losses;
    private final Supply supply;
    private final SortedMap<WorkerId, Worker> workers = new TreeMap<>();
    private final Map<WorkerId, String> gone = new LinkedHashMap<>();
    private final Set<String> drainingNodes = new HashSet<>();
    private byte @Nullable [] tokens;

    public Fleet(CoordinatorSettings settings, Turn turn, WorkerLoss losses) {
        this.settings = settings;
        this.patience = settings.patience();
        this.turn = turn;
        this.losses = losses;
        this.supply = new Supply(settings, turn);
    }

    // ---- containers

    public void onAllocated(List<AllocatedContainer> containers) {
        for (AllocatedContainer each : containers) {
            if (workers.containsKey(each.container())) {
                continue;
            }
            if (gone.containsKey(each.container())) {
                // The ResourceManager tells of the ends first, and both may be in one answer.
                supply.granted(each.allocationRequestId());
                continue;
            }
            if (!supply.granted(each.allocationRequestId())) {
                turn.decide(new Decision.ReleaseContainer(each.container(), "no worker is missing"));
                remember(each.container(), each.host());
                continue;
            }
            Worker made = new Worker(each.container(), each.host(), Phase.LAUNCHING, settings, turn.nowMs());
            workers.put(each.container(), made.on(each.node()));
            turn.decide(new Decision.LaunchWorker(each.container(), each.host()));
        }
    }

    /** Containers of an earlier master count as supply; their workers are waited for. */
    public void onPrevious(List<AllocatedContainer> containers) {
        for (AllocatedContainer each : containers) {
            if (gone.containsKey(each.container())) {
                turn.decide(new Decision.ReleaseContainer(each.container(), "its worker has been given up"));
                continue;
            }
            await(each.container(), each.host());
            workers.computeIfPresent(each.container(), (id, worker) -> worker.on(each.node()));
        }
    }

    /** Waits for a worker that the ledger names, whether the ResourceManager has named it or not. */
    public void await(WorkerId id, String host) {
        if (!gone.containsKey(id)) {
            Worker worker =
                    workers.computeIfAbsent(id, key -> new Worker(key, host, Phase.AWAITED, settings, turn.nowMs()));
            if (!host.isEmpty() && worker.registration == null) {
                worker.host = host;
            }
        }
    }

    /** Hosts that an earlier master had excluded are avoided for a time. */
    public void exclude(List<String> hosts) {
        supply.exclude(hosts);
    }

    public void onLaunchFailed(Event.ContainerLaunchFailed failed) {
        Worker worker = workers.get(failed.container());
        if (worker != null && worker.phase == Phase.LAUNCHING) {
            workers.remove(worker.id);
            remember(worker.id, worker.host);
            String why = "container " + worker.describe() + ": " + failed.reason();
            supply.hostFailed(worker.host, why);
            supply.startFailed(why);
            turn.decide(new Decision.ReleaseContainer(worker.id, "it could not be launched"));
        }
    }

    public void onCompleted(Event.ContainerCompleted completed) {
        ContainerExit exit = ContainerExit.of(completed.exitStatus());
        String detail = exit.describe(completed.diagnostics());
        Worker worker = workers.get(completed.container());
        if (worker == null) {
            if (gone.containsKey(completed.container())) {
                losses.onVerdict(completed.container(), detail);
            } else {
                remember(completed.container(), "");
            }
            return;
        }
        boolean starting = worker.phase == Phase.LAUNCHING;
        if (exit.speaksAgainstHost(starting)) {
            supply.hostFailed(worker.host, detail);
        }
        if (starting) {
            workers.remove(worker.id);
            remember(worker.id, worker.host);
            supply.startFailed("container " + worker.describe() + ": " + detail);
        } else {
            lose(worker, exit.category(), "its container has ended with " + detail, false);
        }
    }

    public void onNode(Event.NodeChanged changed) {
        boolean goingOrGone = changed.condition() != NodeCondition.HEALTHY;
        if (goingOrGone) {
            drainingNodes.add(changed.node());
        } else {
            drainingNodes.remove(changed.node());
        }
        for (Worker worker : List.copyOf(workers.values())) {
            if (worker.node.equals(changed.node())) {
                worker.draining = goingOrGone;
                if (changed.condition() == NodeCondition.GONE) {
                    lose(worker, FaultCategory.LOST_PEER, "its node is lost or unhealthy", true);
                }
            }
        }
    }

    // ---- words of workers

    /** A worker presents itself; false if it has been given up before and was told to end. */
    public boolean register(FromWorker.RegisterWorker said) {
        WorkerId id = said.worker();
        if (gone.containsKey(id)) {
            LOG.warn("Worker {} comes back after it was given up; it is told to end", id);
            turn.send(id, new ToWorker.StopWorker(turn.epoch(), "The master has replaced this worker."));
            turn.decide(new Decision.CloseLink(id, "replaced"));
            return false;
        }
        Worker worker = workers.computeIfAbsent(
                id, key -> new Worker(key, said.facts().host(), Phase.AWAITED, settings, turn.nowMs()));
        worker.describe(said);
        if (worker.phase != Phase.REGISTERED) {
            LOG.info(
                    "Worker {} is registered with {} slots (it was {})", worker.describe(), said.slots(), worker.phase);
            worker.registeredWallMs = turn.wallMs();
        }
        if (worker.phase == Phase.LAUNCHING || worker.isIdle()) {
            worker.idleSinceMs = turn.nowMs();
        }
        worker.draining = drainingNodes.contains(worker.node);
        worker.enter(Phase.REGISTERED, turn.nowMs());
        worker.suspicion.startAgain(turn.nowMs());
        heard(worker);
        turn.send(id, new ToWorker.WorkerAccepted(turn.epoch(), patience.heartbeatMs()));
        byte[] known = tokens;
        if (known != null) {
            turn.send(id, new ToWorker.RefreshTokens(turn.epoch(), known));
        }
        return true;
    }

    /** Any word of a worker shows that it lives; false if it is not registered. */
    public boolean onWord(WorkerId id) {
        Worker worker = workers.get(id);
        if (worker == null || worker.phase != Phase.REGISTERED) {
            return false;
        }
        heard(worker);
        return true;
    }

    private void heard(Worker worker) {
        worker.suspicion.heard(turn.nowMs());
        worker.lastHeardWallMs = turn.wallMs();
    }

    public void onHeartbeat(FromWorker.Heartbeat heartbeat) {
        Worker worker = workers.get(heartbeat.worker());
        if (worker != null) {
            worker.memory = heartbeat.memory();
        }
    }

    public void onEnding(FromWorker.WorkerEnding ending) {
        Worker worker = workers.get(ending.worker());
        if (worker != null) {
            lose(
                    worker,
                    FaultCategory.LOST_PEER,
                    "it has ended by itself with code " + ending.exitCode() + ": " + ending.reason(),
                    true);
        }
    }

    public void onLinkClosed(Event.WorkerLinkClosed closed) {
        Worker worker = workers.get(closed.worker());
        if (worker != null && worker.phase == Phase.REGISTERED) {
            LOG.warn("The link of worker {} has ended: {}", worker.describe(), closed.reason());
            worker.enter(Phase.DISCONNECTED, turn.nowMs());
        }
    }

    public void onTokens(byte[] fresh) {
        tokens = fresh;
        for (Worker worker : workers.values()) {
            if (worker.phase == Phase.REGISTERED) {
                turn.send(worker.id, new ToWorker.RefreshTokens(turn.epoch(), fresh));
            }
        }
    }

    /** The master itself stood still: silence meanwhile says nothing about the workers. */
    public void onOwnPause() {
        for (Worker worker : workers.values()) {
            worker.suspicion.startAgain(turn.nowMs());
            if (worker.phase == Phase.DISCONNECTED) {
                worker.phaseSinceMs = turn.nowMs();
            }
        }
    }

    // ---- time

    public void onDeadlines() {
        boolean manyAreSilent = manyAreSilent();
        for (Worker worker : List.copyOf(workers.values())) {
            if (worker.deadlineMs(patience, manyAreSilent) <= turn.nowMs()) {
                expire(worker);
            }
        }
        supply.onDeadlines();
    }

    private void expire(Worker worker) {
        switch (worker.phase) {
            case LAUNCHING -> {
                workers.remove(worker.id);
                remember(worker.id, worker.host);
                String why = "container " + worker.describe() + " did not register within "
                        + patience.registrationTimeoutMs() + " ms";
                supply.hostFailed(worker.host, why);
                supply.startFailed(why);
                turn.decide(new Decision.ReleaseContainer(worker.id, why));
            }
            case AWAITED ->
                lose(
                        worker,
                        FaultCategory.LOST_PEER,
                        "it has not come to the new master within " + patience.reattachTimeoutMs() + " ms",
                        true);
            case DISCONNECTED ->
                lose(worker, FaultCategory.LOST_PEER, "its connection has ended and it has not come back", true);
            case REGISTERED ->
                lose(
                        worker,
                        FaultCategory.LOST_PEER,
                        "it has been silent for " + worker.suspicion.silenceMs(turn.nowMs()) + " ms",
                        true);
        }
    }

    /** Several silent workers at once speak against the network, or the master itself, more than against each of them. */
    private boolean manyAreSilent() {
        int silent = 0;
        int registered = 0;
        for (Worker worker : workers.values()) {
            if (worker.phase == Phase.REGISTERED) {
                registered++;
                silent += worker.suspicion.isLate(turn.nowMs()) ? 1 : 0;
            }
        }
        return registered >= FEW_WORKERS && 2 * silent > registered;
    }

    public long nextDeadlineMs() {
        long next = supply.nextDeadlineMs();
        boolean manyAreSilent = manyAreSilent();
        for (Worker worker : workers.values()) {
            next = Math.min(next, worker.deadlineMs(patience, manyAreSilent));
            if (worker.phase == Phase.REGISTERED) {
                // A short rhythm, so that a late turn shows that the master itself stood still.
                next = Math.min(next, turn.nowMs() + patience.heartbeatMs());
            }
        }
        return next;
    }

    private void lose(Worker worker, FaultCategory category, String why, boolean release) {
        workers.remove(worker.id);
        remember(worker.id, worker.host);
        String message = "Worker " + worker.describe() + " is lost: " + why + "." + worker.memoryDigest();
        LOG.warn(message);
        // Even if YARN calls its container completed: a NodeManager that was killed leaves the process behind.
        turn.send(worker.id, new ToWorker.StopWorker(turn.epoch(), message));
        turn.decide(new Decision.CloseLink(worker.id, why));
        if (release) {
            turn.decide(new Decision.ReleaseContainer(worker.id, why));
        }
        losses.onWorkerLost(worker.id, new FailureInfo(category, message, ""));
    }

    private void remember(WorkerId id, String host) {
        gone.put(id, host);
        if (gone.size() > REMEMBERED_LOSSES) {
            gone.remove(gone.keySet().iterator().next());
        }
    }

    // ---- demand

    /**
     * Makes supply follow demand.
     *
     * @param slotsNeeded slots of all jobs that have not ended, whether they hold them yet or not
     */
    public void balance(int slotsNeeded, List<String> preferredHosts) {
        if (settings.fleet().fixed()) {
            return;
        }
        Headcount count = new Headcount(workers.values(), slotsNeeded, settings.fleet());
        supply.adjust(count.missing(), preferredHosts);
        supply.record();
        for (Worker worker : count.dispensable(turn.nowMs(), patience.idleWorkerTimeoutMs())) {
            release(worker, worker.draining ? "its node is being drained" : "it has had no work");
        }
    }

    private void release(Worker worker, String why) {
        LOG.info("Worker {} is released: {}", worker.describe(), why);
        workers.remove(worker.id);
        remember(worker.id, worker.host);
        turn.send(worker.id, new ToWorker.StopWorker(turn.epoch(), "The master has released this worker: " + why));
        turn.decide(new Decision.ReleaseContainer(worker.id, why));
    }

    /** Ends everything: pending requests, containers, workers. */
    public void releaseAll(String why) {
        supply.adjust(0, List.of());
        for (Worker worker : List.copyOf(workers.values())) {
            release(worker, why);
        }
    }

    // ---- slots

    /**
     * Takes as many slots as {@code wishes} has elements, in that order; all, or none and the list is empty.
     *
     * @param wishes the worker that would be best for each slot, or null
     */
    public List<Slot> allocate(JobId job, List<@Nullable WorkerId> wishes) {
        return SlotChoice.take(workers, settings.fleet().spread(), job, wishes);
    }

    /** Takes a free slot of a worker for tasks that run there already; null if the worker is unknown. */
    public @Nullable Slot adopt(JobId job, WorkerId id) {
        Worker worker = workers.get(id);
        if (worker == null) {
            return null;
        }
        return worker.freeSlots() > 0 ? worker.take(job) : worker.takeAt(worker.slotCount(), job);
    }

    public void release(JobId job, Collection<Slot> slots) {
        for (Slot slot : slots) {
            Worker worker = workers.get(slot.worker());
            if (worker != null) {
                worker.release(slot.index(), job, turn.nowMs());
            }
        }
    }

    // ---- questions

    /** Whether the workers come by themselves and no more can be asked for. */
    public boolean isFixed() {
        return settings.fleet().fixed();
    }

    public boolean isConnected(WorkerId id) {
        Worker worker = workers.get(id);
        return worker != null && worker.phase == Phase.REGISTERED;
    }

    /** Whether the worker may still run something. */
    public boolean isKnown(WorkerId id) {
        return workers.containsKey(id);
    }

    /** Whether the worker ran under an earlier master and has not come to this one. */
    public boolean isAwaited(WorkerId id) {
        Worker worker = workers.get(id);
        return worker != null && worker.phase == Phase.AWAITED;
    }

    public @Nullable WorkerAddress address(WorkerId id) {
        Worker worker = workers.get(id);
        return worker == null ? null : worker.address();
    }

    /** {@code host (container)}, for people. */
    public String location(WorkerId id) {
        String host = host(id);
        return host.isEmpty() ? id.value() : host + " (" + id + ")";
    }

    /** The host of a worker, known or lost; empty if it is forgotten. */
    public String host(WorkerId id) {
        Worker worker = workers.get(id);
        return worker == null ? gone.getOrDefault(id, "") : worker.host;
    }

    public int slotsTotal() {
        return workers.values().stream()
                .filter(Worker::isUsable)
                .mapToInt(Worker::slotCount)
                .sum();
    }

    public int slotsFree() {
        return workers.values().stream()
                .filter(Worker::isUsable)
                .mapToInt(Worker::freeSlots)
                .sum();
    }

    public int registered() {
        return count(Phase.REGISTERED);
    }

    public int launching() {
        return count(Phase.LAUNCHING);
    }

    public int pendingContainers() {
        return supply.pending();
    }

    public String lastStartFailure() {
        return supply.lastStartFailure();
    }

    private int count(Phase phase) {
        return (int) workers.values().stream()
                .filter(worker -> worker.phase == phase)
                .count();
    }

    public List<WorkerView> views() {
        List<WorkerView> views = new ArrayList<>();
        for (Worker worker : workers.values()) {
            WorkerView view = worker.view();
            if (view != null) {
                views.add(view);
            }
        }
        return views;
    }
}
