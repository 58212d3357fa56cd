package io.heddle.coordinator.job;

import io.heddle.coordinator.checkpoint.CheckpointedJob;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The job as its checkpoints see it. */
record Members(Job job) implements CheckpointedJob {

    @Override
    public JobPlan plan() {
        return job.plan();
    }

    @Override
    public long planHash() {
        return job.submission.planHash();
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (TaskRun task : job.tasks.all()) {
            if (task.state() != TaskState.RUNNING && task.state() != TaskState.FINISHED) {
                return List.of();
            }
            members.add(new Member(task.execution(), task.state() == TaskState.FINISHED));
        }
        return members;
    }

    @Override
    public Collection<WorkerId> memberWorkers() {
        SortedSet<WorkerId> workers = new TreeSet<>();
        for (TaskRun task : job.tasks.all()) {
            WorkerId worker = task.worker;
            if (worker != null && task.isLive() && task.sent) {
                workers.add(worker);
            }
        }
        return workers;
    }

    @Override
    public boolean isIn(ExecutionId execution, WorkerId worker) {
        TaskRun task = job.tasks.find(execution.task());
        return task != null && worker.equals(task.worker) && task.attempt() == execution.attempt();
    }

    @Override
    public void onCheckpointsFail(FailureInfo why) {
        job.onFailure(JobFailure.ofJob(why));
    }

    @Override
    public void onCheckpointsSettled() {
        job.onTasksMayHaveChanged();
    }

    @Override
    public void onCancelAfterSavepoint() {
        job.cancel("cancelled after its savepoint, by request");
    }
}
