package io.heddle.simulation;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.WorkerView;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold after every event, whatever fails. */
final class Invariants {
    private static final int SPARE_CONTAINERS = 4;

    private final World world;
    private final Map<TaskId, Integer> highestAttempt = new HashMap<>();
    private final Map<ExecutionId, WorkerId> places = new HashMap<>();
    private final Map<ExecutionId, WorkerId> durablePlaces = new HashMap<>();
    private final Set<JobId> ended = new HashSet<>();
    private final Set<ExecutionId> finished = new HashSet<>();
    private final Set<WorkerId> givenUp = new HashSet<>();
    private final Map<JobId, SortedMap<Long, String>> completed = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private boolean applicationEnded;

    Invariants(World world) {
        this.world = world;
    }

    // ---- what is told

    void onDurable(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.CheckpointSubsumed old) {
            completed.getOrDefault(old.job(), new TreeMap<>()).remove(old.checkpointId());
            return;
        }
        if (!known.add(Arrays.hashCode(ControlCodec.write(entry)) + " "
                + entry.getClass().getSimpleName())) {
            // Storage had taken it although its answer was lost, so it was written again.
            return;
        }
        if (entry instanceof LedgerEntry.TasksPlaced placed) {
            if (ended.contains(placed.job()) && !placed.vertices().isEmpty()) {
                throw new Violation("Tasks of job " + placed.job() + " are placed after its end");
            }
            for (LedgerEntry.VertexPlaced vertex : placed.vertices()) {
                for (int i = 0; i < vertex.subtasks().length; i++) {
                    TaskId task = new TaskId(placed.job(), vertex.vertex(), vertex.subtasks()[i]);
                    placed(
                            new ExecutionId(task, vertex.attempts()[i]),
                            vertex.workers().get(i));
                }
            }
        } else if (entry instanceof LedgerEntry.CheckpointCompleted done
                && done.kind() != CheckpointKind.SAVEPOINT_CANONICAL
                && done.kind() != CheckpointKind.SAVEPOINT_NATIVE) {
            SortedMap<Long, String> before = completed.computeIfAbsent(done.job(), key -> new TreeMap<>());
            if (!before.isEmpty() && before.lastKey() >= done.checkpointId()) {
                throw new Violation("Checkpoint " + done.checkpointId() + " of job " + done.job()
                        + " is completed after " + before.lastKey());
            }
            before.put(done.checkpointId(), done.path());
        } else if (entry instanceof LedgerEntry.JobEnded end && !ended.add(end.job())) {
            throw new Violation("Job " + end.job() + " ends a second time");
        }
    }

    private void placed(ExecutionId execution, WorkerId worker) {
        int highest = highestAttempt.getOrDefault(execution.task(), -1);
        if (execution.attempt() <= highest) {
            throw new Violation(execution + " is placed although attempt " + highest + " was placed before");
        }
        if (execution.attempt() > 0 && world.scenario.onlyMastersDie()) {
            throw new Violation(execution + " is started again although nothing but masters has died");
        }
        highestAttempt.put(execution.task(), execution.attempt());
        durablePlaces.put(execution, worker);
    }

    void onDecision(SimMaster master, Decision decision) {
        if (decision instanceof Decision.Send send && send.message() instanceof ToWorker.DeployTasks deploy) {
            if (ended.contains(deploy.job()) && master == world.latest()) {
                throw new Violation("Tasks of job " + deploy.job() + " are deployed after its end");
            }
            for (ToWorker.TaskDeployment each : deploy.tasks()) {
                if (!send.worker().equals(durablePlaces.get(each.execution()))) {
                    throw new Violation(each.execution() + " is deployed to " + send.worker()
                            + " although that place is not durable");
                }
            }
        } else if (decision instanceof Decision.ReleaseContainer release) {
            givenUp.add(release.container());
        } else if (decision instanceof Decision.Send send
                && send.message() instanceof ToWorker.CloseJob close
                && !ended.contains(close.job())
                && world.scenario.jobs().stream().anyMatch(job -> job.id().equals(close.job()))) {
            throw new Violation("Job " + close.job() + " is closed before its end is durable");
        }
    }

    void onStarted(SimWorker worker, ExecutionId execution) {
        WorkerId before = places.put(execution, worker.id);
        if (before != null) {
            throw new Violation(execution + " is started twice, in " + before + " and " + worker.id);
        }
        for (SimWorker other : world.workers.values()) {
            for (SimTask task : other.tasks()) {
                boolean twin = task.isLive()
                        && task.execution.task().equals(execution.task())
                        && !givenUp.contains(other.id)
                        && !givenUp.contains(worker.id);
                if (twin) {
                    throw new Violation(execution + " is started in " + worker.id + " while " + task.execution
                            + " lives in " + other.id);
                }
            }
        }
    }

    void onDiscard(List<String> paths) {
        completed.forEach((job, each) -> {
            if (ended.contains(job) || each.isEmpty()) {
                return;
            }
            String newest = Objects.requireNonNull(each.get(each.lastKey()));
            if (paths.stream().anyMatch(path -> newest.equals(path) || newest.startsWith(path + "/"))) {
                throw new Violation("The newest checkpoint of job " + job + " is deleted: " + paths);
            }
        });
    }

    void onFinished(ExecutionId execution) {
        finished.add(execution);
    }

    boolean haveFinished(List<ExecutionId> executions) {
        return finished.containsAll(executions);
    }

    void onApplicationEnd(Decision.EndApplication end) {
        applicationEnded = true;
        if (world.scenario.settings().perJob()
                && !ended.contains(world.scenario.jobs().get(0).id())) {
            throw new Violation("The application ends (" + end + ") before its job's end is durable");
        }
    }

    // ---- what is looked at

    void check() {
        SimMaster master = world.latest();
        if (!master.isAlive() || world.isOver()) {
            return;
        }
        int needed = 0;
        ClusterView cluster = master.coordinator().cluster();
        for (WorkerView worker : cluster.workers()) {
            if (worker.freeSlots() < 0 || worker.freeSlots() > worker.slots()) {
                throw new Violation("Worker " + worker.address() + " has " + worker.freeSlots() + " free slots of "
                        + worker.slots());
            }
            needed++;
        }
        int alive = world.yarn.containerCount()
                - (int) world.workers.keySet().stream()
                        .filter(givenUp::contains)
                        .count();
        int known = needed + cluster.launchingContainers() + cluster.pendingContainers();
        if (cluster.ready()
                && alive > known + SPARE_CONTAINERS + world.scenario.jobs().size() * 8) {
            throw new Violation(alive + " containers are held, the master knows of " + known);
        }
        slots();
    }

    /** In no worker more subtasks of one vertex than slots, over all jobs. */
    private void slots() {
        int slots = world.scenario.settings().fleet().slotsPerWorker();
        for (SimWorker worker : world.workers.values()) {
            if (givenUp.contains(worker.id)) {
                continue;
            }
            Map<String, Integer> perVertex = new HashMap<>();
            for (SimTask task : worker.tasks()) {
                if (task.isLive()) {
                    TaskId id = task.execution.task();
                    int count = perVertex.merge(id.job() + "/" + id.vertex(), 1, Integer::sum);
                    if (count > slots) {
                        throw new Violation(
                                worker.id + " runs " + count + " tasks of one vertex in " + slots + " slots: " + id);
                    }
                }
            }
        }
    }

    /** All jobs have ended: nothing of them may run where the master can reach it. */
    void checkIdle(SimMaster master) {
        if (master.coordinator().cluster().slotsFree()
                != master.coordinator().cluster().slotsTotal()) {
            throw new Violation("All jobs have ended and slots are still taken: "
                    + master.coordinator().cluster());
        }
    }

    void checkEnd() {
        if (!applicationEnded) {
            throw new Violation("The run ended without the application's end");
        }
        if (ended.size() != world.scenario.jobs().size()) {
            throw new Violation(ended.size() + " of " + world.scenario.jobs().size() + " jobs have ended");
        }
    }
}
