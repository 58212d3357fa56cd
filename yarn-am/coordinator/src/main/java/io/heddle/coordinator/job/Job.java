package io.heddle.coordinator.job;

import io.heddle.coordinator.checkpoint.CheckpointSettings;
import io.heddle.coordinator.checkpoint.Checkpoints;
import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.restart.RestartStrategy;
import io.heddle.coordinator.turn.Turn;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.FailureView;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One job: its tasks, the state of its life, and the verbs by which the coordinator tells it what has happened. Every verb
 * brings the tasks up to date first and then tells the state.
 */
public final class Job {
    private static final Logger LOG = LogManager.getLogger(Job.class);

    final Submission submission;
    final Turn turn;
    final Fleet fleet;
    final TaskTable tasks;
    final Regions regions;
    final SlotTable slots;
    final Deployment deployment;
    final StartState start;
    final RestartStrategy restart;
    final Checkpoints checkpoints;
    final JobHistory history;
    final Collected collected = new Collected();
    final Alignments alignments = new Alignments();
    /** What a new master has found missing so far. */
    final List<JobFailure> missing = new ArrayList<>();

    private final JobSettings settings;
    private final CoordinatorSettings cluster;
    private final JobWatch watch;
    private @Nullable JobState state;

    /**
     * Makes a job that does nothing until {@link #admit} or {@link #recover}.
     *
     * @throws io.heddle.core.config.ConfigurationException if one of the plan's properties is wrong
     */
    public Job(
            Submission submission,
            CoordinatorSettings cluster,
            Turn turn,
            Fleet fleet,
            RandomGenerator random,
            JobWatch watch) {
        this.submission = submission;
        this.cluster = cluster;
        this.turn = turn;
        this.fleet = fleet;
        this.watch = watch;
        this.settings = JobSettings.of(submission.plan(), cluster.jobDefaults());
        this.history = new JobHistory(settings.keptFailures());
        this.tasks = new TaskTable(submission.plan());
        this.regions = new Regions(submission.plan(), tasks);
        this.slots = new SlotTable(submission.plan());
        this.deployment = new Deployment(this);
        this.start = new StartState(this);
        this.restart = settings.restartStrategy(random);
        this.checkpoints = new Checkpoints(CheckpointSettings.of(settings.values()), new Members(this), turn);
    }

    // ---- beginnings

    /** A person has submitted the job; answered when that is durable. */
    public void admit(long requestId) {
        moveTo(new Initializing(requestId), "submitted");
    }

    /** A person has submitted the same job again; answered as the first time. */
    public void admitAgain(long requestId) {
        if (!(current() instanceof Initializing first) || !first.isAskedAgain(requestId)) {
            turn.answer(requestId, new Answer.Accepted(id()));
        }
    }

    /** A new master has found the job in the ledger, with the last placement of its tasks. */
    public void recover(Recovered found) {
        if (!checkpoints.recover(found.checkpointIdLimit(), found.checkpoints(), start.claimed())) {
            start.read();
        }
        found.runs().forEach(history::started);
        Reattachment.suppose(this, found.placements(), found.finished());
        start.began(new Origin(Origin.Kind.MASTER_FAILOVER, -1, null, null));
        collected.inherited(turn.nowMs());
        if (found.cancelRequested()) {
            moveTo(new Cancelling(), "a person had asked for it");
        } else {
            moveTo(new Reconciling(), "a new master has found it in the ledger");
        }
    }

    // ---- verbs

    public void onTaskState(WorkerId worker, FromWorker.TaskStateChanged said) {
        TaskRun task = tasks.find(said.execution().task());
        if (task == null || task.attempt() != said.execution().attempt() || !worker.equals(task.worker)) {
            return;
        }
        if (!task.sent) {
            // By an earlier master's word that was under way when the worker came to this one.
            task.sent = true;
            deployment.suppose(worker, true);
        }
        task.counted(said.figures());
        apply(task, said.state(), said.failure(), said.accumulators());
        current().onTasksChanged(this);
    }

    void onTasksMayHaveChanged() {
        current().onTasksChanged(this);
    }

    public void onMetrics(WorkerId worker, TaskMetrics metrics) {
        TaskRun task = tasks.find(metrics.execution().task());
        if (task != null && task.attempt() == metrics.execution().attempt() && worker.equals(task.worker)) {
            task.counted(metrics);
        }
    }

    public void onAcknowledged(WorkerId worker, FromWorker.CheckpointAcknowledged said) {
        checkpoints.onAcknowledged(worker, said);
    }

    public void onDeclined(FromWorker.CheckpointDeclined said) {
        checkpoints.onDeclined(said);
    }

    /** A person asks for a snapshot; answered when it is complete or has failed. */
    public void snapshot(CheckpointKind kind, @Nullable String directory, long requestId, boolean cancelJob) {
        checkpoints.order(kind, directory, requestId, cancelJob);
    }

    public void onCollected(FromWorker.Collected said) {
        collected.on(said);
    }

    /** A worker that is coming back is going to say results. */
    public void onResultHeld(FromWorker.HeldResult held) {
        collected.expect(held);
    }

    public void onEventTime(WorkerId worker, FromWorker.EventTimeReached said) {
        alignments.on(said, worker, tasks, turn);
    }

    public Answer fetch(Event.FetchCollected asked) {
        Answer answer = collected.fetch(asked, status(), turn, tasks);
        if (current() instanceof HandingOver) {
            current().onTasksChanged(this);
        }
        return answer;
    }

    /** True if that has cost the job a task. */
    public boolean onWorkerLost(WorkerId worker, FailureInfo why) {
        slots.lose(worker);
        deployment.forget(worker);
        List<TaskRun> victims = Reattachment.lost(this, worker);
        if (!victims.isEmpty()) {
            onFailure(new JobFailure(why, victims, "", fleet.location(worker)));
        }
        current().onTasksChanged(this);
        return !victims.isEmpty();
    }

    /** How the container of a lost worker has ended. */
    public void onVerdict(WorkerId worker, String verdict) {
        history.verdict(worker, verdict);
    }

    /** A worker has come (again) and says what of this job runs in it. */
    public void onWorkerBack(WorkerId worker, List<RunningTask> running) {
        Reattachment.compare(this, worker, running);
        checkpoints.onWorkerBack(worker);
        current().onTasksChanged(this);
    }

    /** Ends the job for a person; false if its state does not allow that. */
    public boolean cancel(String why) {
        boolean may = mayBeCancelled();
        if (current().successors().contains(Cancelling.class)) {
            moveTo(new Cancelling(), why);
        }
        return may;
    }

    /** Whether its state allows that, or it is on that way already. */
    public boolean mayBeCancelled() {
        return current().successors().contains(Cancelling.class)
                || current() instanceof Cancelling
                || (current() instanceof Ending ending && ending.end() == JobStatus.CANCELED);
    }

    public void suspend(String why) {
        if (current().successors().contains(Suspended.class)) {
            moveTo(new Suspended(), why);
        }
    }

    public void onSupply() {
        current().onSupply(this);
    }

    public void onDeadline() {
        if (current().deadlineMs() <= turn.nowMs()) {
            current().onDeadline(this);
        }
        checkpoints.onDeadline();
    }

    public long nextDeadlineMs() {
        // What is overdue waits for something else: it is looked at in every turn anyway.
        long next = current().deadlineMs() > turn.nowMs() ? current().deadlineMs() : Long.MAX_VALUE;
        return Math.min(next, checkpoints.nextDeadlineMs());
    }

    // ---- what states do

    JobState current() {
        JobState present = state;
        if (present == null) {
            throw new IllegalStateException(
                    "Job " + id() + " must be admitted or recovered before it hears of anything.");
        }
        return present;
    }

    boolean isIn(JobState one) {
        return state == one;
    }

    /** The one method that changes the state. */
    void moveTo(JobState next, String why) {
        JobState before = state;
        if (before != null) {
            if (!before.successors().contains(next.getClass())) {
                throw new IllegalStateException("A job does not go from "
                        + before.getClass().getSimpleName() + " to "
                        + next.getClass().getSimpleName() + " (" + why + "); its successors() say where it may go.");
            }
            before.leave(this);
        }
        LOG.info(
                "Job {} ({}): {} -> {}: {}",
                plan().name(),
                id(),
                before == null ? "new" : before.getClass().getSimpleName(),
                next.getClass().getSimpleName(),
                why);
        state = next;
        if (before == null || before.status() != next.status()) {
            history.entered(next.status(), turn.wallMs());
            watch.onJobStatus(this, next.status());
        }
        next.enter(this);
    }

    /** The record is durable: begin with whatever has no blocking input. */
    void begin() {
        await(JobStatus.CREATED, "admitted");
    }

    /** Whether it is known what tasks start from. */
    boolean maySettle() {
        return !start.isPending() && checkpoints.isSettled();
    }

    void await(JobStatus shown, String why) {
        moveTo(new Waiting(shown, turn.nowMs() + cluster.patience().slotRequestTimeoutMs()), why);
    }

    /** Goes to whatever follows when nothing is starting any more. */
    void advance(String why) {
        if (tasks.isFinished() && !maySettle()) {
            return;
        }
        if (tasks.isFinished()) {
            deployment.cancel(tasks.where(task -> task.hidden));
            moveTo(
                    collected.isPending() ? new HandingOver(this) : new Ending(JobStatus.FINISHED, null),
                    "all tasks have finished");
        } else if (!regions.ready().isEmpty()) {
            await(
                    status() == JobStatus.RESTARTING ? JobStatus.RESTARTING : JobStatus.RUNNING,
                    "the next stage is ready");
        } else if (!(current() instanceof Running)) {
            moveTo(new Running(), why);
        }
    }

    boolean isStarting() {
        return tasks.count(TaskState.DEPLOYING) + tasks.count(TaskState.INITIALIZING) > 0;
    }

    boolean isReconciling() {
        return current() instanceof Reconciling;
    }

    void onFailure(JobFailure failure) {
        LOG.warn(
                "Job {} ({}): {}{}",
                plan().name(),
                id(),
                failure.task().isEmpty() ? "" : failure.task() + " at " + failure.location() + ": ",
                failure.info().message());
        history.failed(new FailureView(turn.wallMs(), failure.info(), failure.task(), failure.location()));
        current().onFailure(this, failure);
    }

    void restartOrFail(JobFailure failure) {
        FailureInfo lost = checkpoints.unreadable();
        if (lost != null) {
            moveTo(new Failing(lost), lost.message());
            return;
        }
        if (failure.info().category() == FaultCategory.CONFIGURATION) {
            moveTo(new Failing(failure.info()), failure.info().message());
            return;
        }
        OptionalLong pauseMs = restart.onFailure(turn.nowMs());
        if (pauseMs.isEmpty()) {
            giveUp(failure.info());
            return;
        }
        history.restarted();
        moveTo(
                new Restarting(affectedBy(failure), turn.nowMs() + pauseMs.getAsLong()),
                "restart in " + pauseMs.getAsLong() + " ms after: "
                        + failure.info().message());
    }

    void giveUp(FailureInfo cause) {
        moveTo(new Failing(cause), "no restart (" + restart.describe() + ") after: " + cause.message());
    }

    Set<TaskRun> affectedBy(JobFailure failure) {
        boolean whole = failure.victims().isEmpty() || settings.wholeJobRestarts();
        return affectedBy(whole ? tasks.all() : failure.victims());
    }

    /** Once the job has been stopped, tasks of any region may have ended by that and not because they had finished. */
    Set<TaskRun> affectedBy(Collection<TaskRun> victims) {
        Collection<TaskRun> all = checkpoints.hasStopped() ? tasks.all() : victims;
        return regions.affectedBy(all, task -> task.worker == null || !fleet.isKnown(task.worker));
    }

    @Nullable
    TaskRestore restoreOf(TaskRun task) {
        return checkpoints.restoreOf(plan().vertices().get(task.vertex()), task.subtask());
    }

    /** Takes in a task's new state; a failure is handed on. */
    void apply(TaskRun task, TaskState next, @Nullable FailureInfo failure, Map<String, byte[]> accumulators) {
        // Only this master knows what it has cancelled: a word that an earlier one did so is no state of ours, and the
        // end that follows it is a failure like any other.
        boolean nothingNew = next == task.state() || next == TaskState.CANCELING;
        if (!task.isLive() || nothingNew || (task.state() == TaskState.CANCELING && !next.isTerminal())) {
            return;
        }
        if (next == TaskState.FINISHED) {
            checkpoints.onTaskFinished(task.execution());
        }
        boolean wasCancelled = task.state() == TaskState.CANCELING;
        WorkerId worker = task.worker;
        if (next == TaskState.FAILED && task.state() == TaskState.DEPLOYING && worker != null) {
            deployment.doubt(worker);
        }
        task.accumulators = accumulators;
        task.moveTo(next, turn.wallMs());
        String where = worker == null ? "" : fleet.location(worker);
        if (next == TaskState.FAILED) {
            FailureInfo reason = failure != null
                    ? failure
                    : new FailureInfo(FaultCategory.ENGINE, "The worker gave no reason for the failure.", "");
            onFailure(new JobFailure(reason, List.of(task), tasks.describe(task), where));
        } else if (next == TaskState.CANCELED && !wasCancelled) {
            FailureInfo reason = new FailureInfo(
                    FaultCategory.LOST_PEER, "The worker has dropped the task although nobody cancelled it.", "");
            onFailure(new JobFailure(reason, List.of(task), tasks.describe(task), where));
        }
    }

    /** Tasks are going to be deployed again, from the newest checkpoint there is. */
    void restored() {
        start.began(checkpoints.failover());
        checkpoints.onRestore();
    }

    /** Gives back what the job held; only when its end is durable, or the cluster ends. */
    void release() {
        deployment.close();
        slots.releaseAll(fleet);
    }

    // ---- questions

    public JobId id() {
        return submission.plan().id();
    }

    public JobPlan plan() {
        return submission.plan();
    }

    public boolean isSameSubmission(Submission other) {
        return submission.planHash() == other.planHash();
    }

    public JobStatus status() {
        return current().status();
    }

    /** Whether nothing of it will happen any more under this master. */
    public boolean isOver() {
        return state instanceof Ended || state instanceof Suspended;
    }

    /** Whether a client may still fetch results. */
    public boolean hasUncollected() {
        return collected.isPending();
    }

    /** Why it failed, if it did. */
    public @Nullable FailureInfo failure() {
        return state instanceof Ended ended ? ended.failure() : history.lastFailure();
    }

    /** Slots that the job needs altogether, 0 once it is over. */
    public int slotsNeeded() {
        return isOver() ? 0 : slots.required();
    }

    public boolean isWaiting() {
        return state instanceof Waiting;
    }

    public List<String> missedHosts() {
        return slots.missedHosts(fleet);
    }

    public Origin origin() {
        return history.origin();
    }

    public JobSummary summary() {
        return JobViews.summary(this);
    }

    public JobView view() {
        return JobViews.view(this);
    }

    public long endedMs() {
        return state instanceof Ended ended ? ended.endedMs() : -1;
    }
}
