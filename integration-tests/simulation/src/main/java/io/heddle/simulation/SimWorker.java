package io.heddle.simulation;

import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.FromWorker.WorkerFacts;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.PlanHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A worker that obeys the messages: registers, deploys, cancels, reports, keeps what ran until the job is closed. */
final class SimWorker {
    final WorkerId id;
    private final World world;
    private final String host;
    private final Map<JobId, Opened> jobs = new TreeMap<>();
    private final Map<String, SimTask> tasks = new TreeMap<>();
    private final Deque<Runnable> whileHung = new ArrayDeque<>();
    private Epoch accepted = Epoch.NONE;
    private @Nullable SimLink link;
    private boolean alive = true;
    private boolean hung;
    private long beat;

    private record Opened(JobPlan plan, long hash) {}

    SimWorker(World world, WorkerId id, String host) {
        this.world = world;
        this.id = id;
        this.host = host;
    }

    Collection<SimTask> tasks() {
        return tasks.values();
    }

    // ---- connection

    void start() {
        connect();
        beat();
    }

    /** A new master has published its address. */
    void onMasterAddress() {
        world.in(world.upTo(2_000), () -> whenAwake(this::connect));
    }

    private void connect() {
        SimMaster master = world.latest();
        SimLink present = link;
        if (present != null && present.isOpen() && present.master == master) {
            return;
        }
        if (!master.isAlive() || master.epoch.compareTo(accepted) < 0) {
            world.in(500, () -> whenAwake(this::connect));
            return;
        }
        if (present != null) {
            // The old link stays for a while: an old master that thaws may still speak on it.
            world.in(world.upTo(30_000), () -> present.breakNow("the worker has gone to a newer master"));
        }
        SimLink made = new SimLink(world, master, this);
        link = made;
        master.onConnected(made);
        register();
    }

    private void register() {
        SimLink to = link;
        if (to == null) {
            return;
        }
        List<RunningTask> running = new ArrayList<>();
        for (SimTask task : tasks.values()) {
            Opened job = jobs.get(task.execution.task().job());
            running.add(new RunningTask(
                    task.execution, task.state(), job == null ? 0 : job.hash(), task.failure(), Map.of(), null));
        }
        to.toMaster(new FromWorker.RegisterWorker(
                accepted,
                new WorkerAddress(id, host, 4000),
                world.scenario.settings().fleet().slotsPerWorker(),
                new WorkerFacts("sim", host, 1, 1, 1, "logs"),
                running,
                List.of()));
    }

    void onLinkClosed(SimLink closed) {
        whenAwake(() -> {
            if (link == closed) {
                link = null;
                if (world.scenario.mutation() == Mutation.TERMINAL_STATE_FORGOTTEN) {
                    tasks.values().removeIf(task -> task.state().isTerminal());
                }
                world.in(world.upTo(400), () -> whenAwake(this::connect));
            }
        });
    }

    void breakLink() {
        SimLink present = link;
        if (present != null) {
            present.breakNow("simulated network trouble");
        }
    }

    private void beat() {
        world.in(1_000, () -> {
            whenAwake(() -> say(new FromWorker.Heartbeat(
                    accepted, id, beat++, new MemorySample(world.nowMs(), 0, 0, 0, 0, 0, 0, 0), List.of())));
            if (alive && !world.isOver()) {
                beat();
            }
        });
    }

    void say(FromWorker message) {
        SimLink to = link;
        if (to != null) {
            to.toMaster(message);
        }
    }

    Epoch accepted() {
        return accepted;
    }

    // ---- life

    void die() {
        alive = false;
        SimLink present = link;
        if (present != null) {
            present.breakNow("the worker is dead");
        }
        for (SimWorker other : world.workers.values()) {
            other.onPeerDead(id);
        }
    }

    void hang() {
        hung = true;
    }

    void thaw() {
        if (alive && hung) {
            hung = false;
            world.say(id + " thaws");
            while (!hung && !whileHung.isEmpty()) {
                whileHung.removeFirst().run();
            }
        }
    }

    /** Does it now, or when the process runs again, or never. */
    void whenAwake(Runnable what) {
        if (!alive) {
            return;
        }
        if (hung) {
            whileHung.addLast(() -> {
                if (alive) {
                    what.run();
                }
            });
        } else {
            what.run();
        }
    }

    // ---- words of the master

    void receive(SimLink from, ToWorker message) {
        whenAwake(() -> obey(from, message));
    }

    private void obey(SimLink from, ToWorker message) {
        int order = message.epoch().compareTo(accepted);
        if (order < 0 && world.scenario.mutation() != Mutation.STALE_EPOCH_ACCEPTED) {
            return;
        }
        if (order < 0) {
            throw new Violation(id + " obeys " + message + " although it has accepted " + accepted);
        }
        if (from != link) {
            // Said before this worker presented itself by the present link, and as lost as if the older one had broken.
            return;
        }
        accepted = order > 0 ? message.epoch() : accepted;
        if (message instanceof ToWorker.MasterRestoring restoring) {
            world.in(
                    restoring.retryMs(),
                    () -> whenAwake(() -> {
                        if (link == from) {
                            register();
                        }
                    }));
        } else if (message instanceof ToWorker.OpenJob open) {
            open(open);
        } else if (message instanceof ToWorker.DeployTasks deploy) {
            deploy(deploy);
        } else if (message instanceof ToWorker.CancelTasks cancel) {
            for (ExecutionId execution : cancel.executions()) {
                SimTask task = tasks.get(execution.toString());
                if (task == null) {
                    say(SimTask.canceled(accepted, execution));
                } else {
                    task.cancel();
                }
            }
        } else if (message instanceof ToWorker.CloseJob close) {
            jobs.remove(close.job());
            tasks.values().removeIf(task -> {
                boolean of = task.execution.task().job().equals(close.job());
                if (of) {
                    task.drop();
                }
                return of;
            });
        } else if (message instanceof ToWorker.TriggerCheckpoint trigger) {
            each(trigger.job(), task -> task.checkpoint(trigger.checkpointId(), trigger.kind()));
        } else if (message instanceof ToWorker.CheckpointCompleted completed) {
            each(completed.job(), task -> task.checkpointCompleted(completed.checkpointId()));
        } else if (message instanceof ToWorker.StopWorker) {
            world.say(id + " stops as it was told");
            world.in(world.upTo(500), () -> world.yarn.complete(id, 0, "stopped"));
        }
    }

    private void each(JobId job, Consumer<SimTask> what) {
        for (SimTask task : List.copyOf(tasks.values())) {
            if (task.execution.task().job().equals(job)) {
                what.accept(task);
            }
        }
    }

    private void open(ToWorker.OpenJob open) {
        try {
            jobs.putIfAbsent(open.job(), new Opened(ControlCodec.decodePlan(open.plan()), PlanHash.of(open.plan())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deploy(ToWorker.DeployTasks deploy) {
        Opened job = jobs.get(deploy.job());
        if (job == null) {
            throw new Violation(id + " is to run tasks of a job that was never opened: " + deploy.tasks());
        }
        for (ToWorker.TaskDeployment each : deploy.tasks()) {
            String key = each.execution().toString();
            if (tasks.containsKey(key)) {
                continue;
            }
            world.invariants.onStarted(this, each.execution());
            SimTask task = new SimTask(world, this, each, job.plan(), deploy.placement());
            tasks.put(key, task);
            task.start();
        }
    }

    private void onPeerDead(WorkerId dead) {
        for (SimTask task : List.copyOf(tasks.values())) {
            task.onPeerDead(dead);
        }
    }
}
