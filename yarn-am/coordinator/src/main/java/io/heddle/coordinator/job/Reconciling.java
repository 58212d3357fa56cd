package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.TaskState;
import io.heddle.core.fault.FailureInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A new master has read from the ledger where the job's tasks were placed and waits until the worker of each has come and
 * said what runs, or is lost. The fleet bounds the wait.
 */
record Reconciling() implements JobState {

    @Override
    public JobStatus status() {
        return JobStatus.RECONCILING;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(
                Running.class,
                Deploying.class,
                Waiting.class,
                Restarting.class,
                Cancelling.class,
                Failing.class,
                HandingOver.class,
                Ending.class,
                Suspended.class);
    }

    @Override
    public void enter(Job job) {
        onTasksChanged(job);
    }

    @Override
    public void onTasksChanged(Job job) {
        boolean unknown = job.tasks.any(
                task -> task.worker != null && task.state() == TaskState.DEPLOYING && job.fleet.isAwaited(task.worker));
        if (!unknown && job.maySettle()) {
            reconciled(job);
        }
    }

    /** Kept until everybody has been heard: then what is missing is known as a whole. */
    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.missing.add(failure);
        onTasksChanged(job);
    }

    /** Everybody has been heard after a change of masters. */
    private static void reconciled(Job job) {
        List<JobFailure> found = List.copyOf(job.missing);
        job.missing.clear();
        FailureInfo lost = job.checkpoints.unreadable();
        if (lost != null && job.tasks.any(task -> task.state() == TaskState.DEPLOYING && !task.sent)) {
            job.moveTo(new Failing(lost), lost.message());
        } else if (!found.isEmpty()) {
            List<TaskRun> victims = new ArrayList<>();
            found.forEach(each -> victims.addAll(each.victims()));
            JobFailure first = found.get(0);
            job.restartOrFail(new JobFailure(first.info(), victims, first.task(), first.location()));
        } else if (job.isStarting()) {
            job.moveTo(
                    new Deploying(JobStatus.CREATED, List.of()), "what runs is adopted; some tasks are still starting");
        } else {
            job.advance("what runs is adopted");
        }
        // Placed by the earlier master and never heard of by the worker: it is deployed as it was placed.
        List<TaskRun> unsent = job.tasks.where(task -> task.state() == TaskState.DEPLOYING && !task.sent);
        if (!unsent.isEmpty() && !(job.current() instanceof Deploying deploying && deploying.owns(unsent))) {
            job.deployment.send(unsent);
        }
    }
}
