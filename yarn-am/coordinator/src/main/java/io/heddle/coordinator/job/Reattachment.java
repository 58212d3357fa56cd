package io.heddle.coordinator.job;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what a worker says it runs with what the job has placed there. Adopt first; deploy again only what the worker
 * has never heard of (idempotent by execution); end what belongs to an earlier execution.
 */
final class Reattachment {
    private Reattachment() {}

    /** Takes the tasks to be where the ledger says they were placed, until their workers have spoken or are lost. */
    static void suppose(Job job, List<LedgerEntry.TasksPlaced> placements, List<LedgerEntry.FinishedTask> finished) {
        for (LedgerEntry.TasksPlaced entry : placements) {
            for (LedgerEntry.VertexPlaced vertex : entry.vertices()) {
                for (int i = 0; i < vertex.subtasks().length; i++) {
                    TaskRun task = job.tasks.get(vertex.vertex(), vertex.subtasks()[i]);
                    task.adopt(vertex.attempts()[i], vertex.workers().get(i), job.turn.wallMs());
                }
            }
        }
        for (LedgerEntry.FinishedTask each : finished) {
            TaskRun task = job.tasks.get(each.vertex(), each.subtask());
            if (task.isLive() && task.attempt() == each.attempt()) {
                task.accumulators = each.accumulators();
                task.moveTo(TaskState.FINISHED, job.turn.wallMs());
            }
        }
        for (TaskRun task : job.tasks.all()) {
            WorkerId worker = task.worker;
            if (worker != null && task.isLive()) {
                job.fleet.await(worker, "");
                if (job.fleet.isKnown(worker)) {
                    job.slots.adopt(job.fleet, task, worker);
                } else {
                    task.moveTo(TaskState.FAILED, job.turn.wallMs());
                    job.missing.add(new JobFailure(
                            new FailureInfo(
                                    FaultCategory.LOST_PEER,
                                    "Worker " + job.fleet.location(worker) + " was lost while no master was there.",
                                    ""),
                            List.of(task),
                            job.tasks.describe(task),
                            job.fleet.location(worker)));
                }
            }
        }
    }

    /** The worker is gone; returns those of its tasks that have to begin again. */
    static List<TaskRun> lost(Job job, WorkerId worker) {
        List<TaskRun> victims = new ArrayList<>();
        List<TaskRun> finished = new ArrayList<>();
        for (TaskRun task : job.tasks.on(worker)) {
            if (task.state() == TaskState.CANCELING) {
                task.moveTo(TaskState.CANCELED, job.turn.wallMs());
            } else if (task.isLive()) {
                task.moveTo(TaskState.FAILED, job.turn.wallMs());
                victims.add(task);
            } else if (task.state() == TaskState.FINISHED && job.regions.isNeeded(task)) {
                victims.add(task);
            } else if (task.state() == TaskState.FINISHED && !job.collected.isPending(task.execution())) {
                // What is still to be fetched is here alone now: a later master has to make it again.
                finished.add(task);
            }
        }
        job.deployment.remember(finished);
        return victims;
    }

    static void compare(Job job, WorkerId worker, List<RunningTask> running) {
        Map<ExecutionId, RunningTask> reported = new HashMap<>();
        for (RunningTask each : running) {
            if (each.planHash() == job.submission.planHash()) {
                reported.put(each.execution(), each);
            }
        }
        job.deployment.suppose(worker, !reported.isEmpty());
        List<TaskRun> again = new ArrayList<>();
        List<ExecutionId> toCancel = new ArrayList<>();
        for (TaskRun task : List.copyOf(job.tasks.on(worker))) {
            RunningTask said = reported.remove(task.execution());
            if (said != null) {
                if (task.state() == TaskState.CANCELING && !said.state().isTerminal()) {
                    toCancel.add(task.execution());
                }
                task.counted(said.figures());
                job.apply(task, said.state(), said.failure(), said.accumulators());
            } else if (task.isLive() && task.sent) {
                unknown(job, task, again);
            }
        }
        for (RunningTask stray : running) {
            boolean ours = !stray.state().isTerminal()
                    && (reported.containsKey(stray.execution()) || stray.planHash() != job.submission.planHash());
            if (ours) {
                toCancel.add(stray.execution());
            }
        }
        job.deployment.cancel(worker, toCancel);
        // A failure found above may have reset what was to be sent again.
        again.removeIf(task -> task.state() != TaskState.DEPLOYING || !task.sent);
        if (!again.isEmpty()) {
            job.deployment.send(again);
        }
    }

    /** We placed it there and the worker does not have it. */
    private static void unknown(Job job, TaskRun task, List<TaskRun> again) {
        switch (task.state()) {
            case DEPLOYING -> {
                // While others are still awaited, nobody knows where all neighbours are.
                task.sent = !job.isReconciling();
                again.add(task);
            }
            case CANCELING -> task.moveTo(TaskState.CANCELED, job.turn.wallMs());
            default ->
                job.apply(
                        task,
                        TaskState.FAILED,
                        new FailureInfo(
                                FaultCategory.LOST_PEER,
                                "The worker does not know the task any more that it had reported as " + task.state()
                                        + ".",
                                ""),
                        Map.of());
        }
    }
}
