package io.heddle.coordinator.job;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.LedgerEntry.VertexPlaced;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.Placement;
import io.heddle.core.control.Placement.VertexPlacement;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.ToWorker.TaskDeployment;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Words the messages by which tasks come to workers and leave them again. */
final class Deployment {
    private final Job job;
    /** Workers that have the job's plan, as far as we know. */
    private final Set<WorkerId> opened = new HashSet<>();
    /** Of these, those that may have failed to open the job. */
    private final Set<WorkerId> doubtful = new HashSet<>();

    Deployment(Job job) {
        this.job = job;
    }

    /** What must be durable before {@link #send}. */
    LedgerEntry entry(List<TaskRun> tasks) {
        SortedMap<Integer, List<TaskRun>> byVertex = new TreeMap<>();
        for (TaskRun task : tasks) {
            byVertex.computeIfAbsent(task.vertex(), key -> new ArrayList<>()).add(task);
        }
        List<VertexPlaced> placed = new ArrayList<>();
        byVertex.forEach((vertex, members) -> placed.add(new VertexPlaced(
                vertex,
                members.stream().mapToInt(TaskRun::subtask).toArray(),
                members.stream().map(job.slots::workerOf).toList(),
                members.stream().mapToInt(TaskRun::attempt).toArray())));
        return new LedgerEntry.TasksPlaced(job.id(), placed, job.origin());
    }

    /** Nobody else is left who could tell a later master that these have finished. */
    void remember(List<TaskRun> finished) {
        if (!finished.isEmpty()) {
            LedgerEntry entry = new LedgerEntry.TasksFinished(
                    job.id(),
                    finished.stream()
                            .map(task -> new LedgerEntry.FinishedTask(
                                    task.vertex(), task.subtask(), task.attempt(), task.accumulators))
                            .toList());
            job.turn.persist(entry, () -> !job.isOver(), () -> {});
        }
    }

    void send(Collection<TaskRun> tasks) {
        Placement placement = placement();
        byWorker(tasks).forEach((worker, members) -> {
            boolean doubted = doubtful.remove(worker);
            if (opened.add(worker) || doubted) {
                job.turn.send(worker, new ToWorker.OpenJob(job.turn.epoch(), job.id(), job.submission.encoded()));
            }
            List<TaskDeployment> deployments = new ArrayList<>();
            for (TaskRun task : members) {
                task.sent = true;
                deployments.add(new TaskDeployment(task.execution(), job.restoreOf(task)));
            }
            job.turn.send(worker, new ToWorker.DeployTasks(job.turn.epoch(), job.id(), placement, deployments));
        });
    }

    /** Ends what runs of the tasks; what no worker has heard of has ended at once. */
    void cancel(Collection<TaskRun> tasks) {
        List<TaskRun> running = new ArrayList<>();
        for (TaskRun task : tasks) {
            if (!task.isLive() || task.state() == TaskState.CANCELING) {
                continue;
            }
            task.moveTo(task.sent ? TaskState.CANCELING : TaskState.CANCELED, job.turn.wallMs());
            if (task.sent) {
                running.add(task);
            }
        }
        if (running.isEmpty()) {
            return;
        }
        // What sets tasks back needs proof that no later master has adopted them: a master that was frozen may have
        // missed
        // its successor, and see its workers go.
        Map<WorkerId, List<ExecutionId>> there = new LinkedHashMap<>();
        byWorker(running)
                .forEach((worker, members) -> there.put(
                        worker, members.stream().map(TaskRun::execution).toList()));
        job.turn.persist(
                new LedgerEntry.TasksPlaced(job.id(), List.of(), job.origin()),
                () -> running.stream().anyMatch(task -> task.state() == TaskState.CANCELING),
                () -> there.forEach(this::cancel));
    }

    void cancel(WorkerId worker, List<ExecutionId> executions) {
        if (!executions.isEmpty()) {
            job.turn.send(worker, new ToWorker.CancelTasks(job.turn.epoch(), job.id(), executions));
        }
    }

    /** The worker may not have got the plan after all, or has it from an earlier master. */
    void suppose(WorkerId worker, boolean open) {
        if (open) {
            opened.add(worker);
        } else {
            opened.remove(worker);
        }
    }

    /** Perhaps the worker could not open the job: it gets the plan once more, which does no harm. */
    void doubt(WorkerId worker) {
        doubtful.add(worker);
    }

    void close() {
        for (WorkerId worker : opened.stream().sorted().toList()) {
            job.turn.send(worker, new ToWorker.CloseJob(job.turn.epoch(), job.id()));
        }
        opened.clear();
    }

    /** Workers that run or have run something of the job and are still there. */
    List<WorkerId> openedWorkers() {
        return opened.stream().sorted().toList();
    }

    void forget(WorkerId lost) {
        opened.remove(lost);
        doubtful.remove(lost);
    }

    private static Map<WorkerId, List<TaskRun>> byWorker(Collection<TaskRun> tasks) {
        Map<WorkerId, List<TaskRun>> byWorker = new LinkedHashMap<>();
        for (TaskRun task : tasks) {
            WorkerId worker = task.worker;
            if (worker != null) {
                byWorker.computeIfAbsent(worker, key -> new ArrayList<>()).add(task);
            }
        }
        return byWorker;
    }

    private Placement placement() {
        List<WorkerAddress> addresses = new ArrayList<>();
        Map<WorkerId, Integer> indexes = new LinkedHashMap<>();
        List<VertexPlacement> vertices = new ArrayList<>();
        for (JobVertex vertex : job.plan().vertices()) {
            int[] where = new int[vertex.parallelism()];
            int[] attempts = new int[vertex.parallelism()];
            Arrays.fill(where, -1);
            boolean any = false;
            for (TaskRun task : job.tasks.of(vertex.index())) {
                WorkerId worker = task.worker;
                WorkerAddress address =
                        worker == null || task.state() == TaskState.CREATED ? null : job.fleet.address(worker);
                if (worker != null && address != null) {
                    any = true;
                    attempts[task.subtask()] = task.attempt();
                    where[task.subtask()] = indexes.computeIfAbsent(worker, key -> {
                        addresses.add(address);
                        return addresses.size() - 1;
                    });
                }
            }
            if (any) {
                vertices.add(new VertexPlacement(vertex.index(), where, attempts));
            }
        }
        return new Placement(addresses, vertices);
    }
}
