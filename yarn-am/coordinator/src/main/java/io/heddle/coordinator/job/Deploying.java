package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.TaskState;
import java.util.List;
import java.util.Set;

/** Tasks have places; these become durable, then the tasks are sent, then they are waited for until they run. */
final class Deploying implements JobState {
    private final JobStatus status;
    private final List<TaskRun> tasks;

    Deploying(JobStatus status, List<TaskRun> tasks) {
        this.status = status;
        this.tasks = tasks;
    }

    @Override
    public JobStatus status() {
        return status;
    }

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(
                Running.class,
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
        if (tasks.isEmpty()) {
            onTasksChanged(job);
            return;
        }
        for (TaskRun task : tasks) {
            task.place(job.slots.workerOf(task), job.turn.wallMs());
        }
        job.turn.persist(job.deployment.entry(tasks), () -> job.isIn(this), () -> {
            if (job.isIn(this)) {
                job.deployment.send(tasks);
            }
        });
    }

    /** What no worker has heard of has not begun. */
    @Override
    public void leave(Job job) {
        for (TaskRun task : tasks) {
            if (task.state() == TaskState.DEPLOYING && !task.sent) {
                task.reset(job.turn.wallMs());
            }
        }
    }

    @Override
    public void onTasksChanged(Job job) {
        if (!job.isStarting()) {
            job.advance("all tasks run");
        }
    }

    /** Whether these are on their way by this state's own doing. */
    boolean owns(List<TaskRun> others) {
        return tasks.containsAll(others);
    }

    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.restartOrFail(failure);
    }
}
