package io.heddle.engine.worker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.heddle.core.agent.Agent;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.HeldResult;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.PlanHash;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.sort.SortMemory;
import io.heddle.engine.sort.SortSpace;
import io.heddle.engine.task.TaskSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The worker-control agent: does what the master of the highest epoch says, looks after the tasks, reports. It goes on without a
 * master for the length of the lease: tasks keep running, reports are kept, commits wait because only a master announces them.
 *
 * <p>Any thread may call the methods that put something into its mailbox; all else belongs to its own thread.
 */
public final class Worker implements Agent {
    private static final Logger LOG = LogManager.getLogger(Worker.class);
    private static final int MAIL_CAPACITY = 1 << 16;
    private static final int MAILS_PER_TURN = 1024;
    private static final int STARTS_PER_TURN = 8;
    private static final long TICK_MS = 1000;
    /** Our exit codes: the lease has passed; a task ignored its cancellation. */
    public static final int EXIT_LEASE = 21;

    public static final int EXIT_STUCK_TASK = 22;

    private final WorkerIdentity identity;
    private final WorkerPorts ports;
    private final WorkerLimits limits;
    private final Mailbox<WorkerEvent> mailbox;
    private final TaskSetup.Services services;
    private final MasterSide master;
    private final Map<JobId, JobTasks> jobs = new LinkedHashMap<>();
    /** Of each task's newest attempt. */
    private final Map<TaskId, TaskMetrics> metrics = new HashMap<>();
    /** Of {@link #metrics}, those that this master has not been told: a task that idles has nothing to say. */
    private final Map<TaskId, TaskMetrics> untold = new HashMap<>();

    private long heartbeatMs = 1000;
    private long nextHeartbeatMs;
    private long nextTickMs;
    private long heartbeats;
    private long registerAgainMs = Long.MAX_VALUE;
    private boolean ending;

    public Worker(WorkerIdentity identity, WorkerPorts ports, WorkerLimits limits, Wakeup wakeup) {
        this.identity = identity;
        this.ports = ports;
        this.limits = limits;
        this.mailbox = new Mailbox<>(MAIL_CAPACITY, wakeup);
        this.master = new MasterSide(ports.clock().monotonicMs());
        this.services = new TaskSetup.Services(
                ports.clock(),
                ports.io(),
                ports.transport(),
                ports.snapshots(),
                new MailedReports(mailbox),
                new SortSpace(
                        new SortMemory(limits.sortBytes(), Math.max(1, identity.slots())),
                        ports.process().scratchDirectory()));
        ports.transport().onWanted(channel -> mailbox.offer(new WorkerEvent.ChannelWanted(channel)));
    }

    @Override
    public String roleName() {
        return "worker-control";
    }

    /** A master can be reached over {@code link}: the worker registers there. Any thread. */
    public boolean linkUp(MasterLink link) {
        return mailbox.offer(new WorkerEvent.LinkUp(link));
    }

    /** The link is broken. Any thread. */
    public boolean linkLost(MasterLink link) {
        return mailbox.offer(new WorkerEvent.LinkDown(link));
    }

    /** A message has come over the link; false if the mailbox is full, then the caller stops reading for a while. Any thread. */
    public boolean receive(MasterLink link, ToWorker message) {
        return mailbox.offer(new WorkerEvent.MasterSays(link, message));
    }

    /** How long nothing has come over a link that stands; its master may be frozen, or cut off. Control thread only. */
    public long masterSilentMs(long nowMs) {
        return master.silentForMs(nowMs);
    }

    @Override
    public int doWork(long nowMs) {
        int work = mailbox.drain(event -> on(event, nowMs), MAILS_PER_TURN);
        for (JobTasks job : jobs.values()) {
            work += job.startDue(STARTS_PER_TURN);
        }
        if (nowMs >= nextHeartbeatMs) {
            nextHeartbeatMs = nowMs + heartbeatMs;
            beat();
        }
        if (nowMs >= registerAgainMs) {
            register();
        }
        if (nowMs >= nextTickMs) {
            nextTickMs = nowMs + TICK_MS;
            tick(nowMs);
        }
        return work;
    }

    @Override
    public long nextDeadlineMs() {
        return Math.min(Math.min(nextHeartbeatMs, nextTickMs), registerAgainMs);
    }

    @Override
    public void onClose() {
        for (JobTasks job : jobs.values()) {
            for (TaskRecord task : job.tasks()) {
                task.cancel(ports.clock().monotonicMs());
            }
            job.deleteStored();
        }
    }

    private void on(WorkerEvent event, long nowMs) {
        if (event instanceof WorkerEvent.MasterSays said) {
            if (master.admits(said.link(), said.message(), nowMs)) {
                obey(said.message(), nowMs);
            }
        } else if (event instanceof WorkerEvent.LinkUp up) {
            master.up(up.link(), nowMs);
            register();
        } else if (event instanceof WorkerEvent.LinkDown down) {
            master.down(down.link(), nowMs);
        } else if (event instanceof WorkerEvent.TaskMoved moved) {
            onTaskMoved(moved);
        } else if (event instanceof WorkerEvent.Acknowledged done) {
            master.say(epoch -> new FromWorker.CheckpointAcknowledged(
                    epoch, done.execution(), done.checkpointId(), done.snapshot()));
        } else if (event instanceof WorkerEvent.Declined declined) {
            ports.snapshots().leave(declined.execution());
            master.say(epoch -> new FromWorker.CheckpointDeclined(
                    epoch, declined.execution(), declined.checkpointId(), declined.reason()));
        } else if (event instanceof WorkerEvent.Measured measured) {
            onMeasured(measured.metrics());
        } else if (event instanceof WorkerEvent.Collected got) {
            with(got.execution().task().job(), job -> {
                job.results().add(got);
                job.results().say(master);
            });
        } else if (event instanceof WorkerEvent.EventTimeReached reached) {
            // Said again soon: a master that is not there now does not need it later.
            master.sayNow(new FromWorker.EventTimeReached(
                    master.epoch(), reached.execution(), reached.group(), reached.timeMs()));
        } else if (event instanceof WorkerEvent.JobReady ready) {
            onJobReady(ready.job());
        } else if (event instanceof WorkerEvent.JobRefused refused) {
            onJobRefused(refused);
        } else if (event instanceof WorkerEvent.ChannelWanted wanted) {
            with(wanted.channel().job(), job -> job.send(wanted.channel()));
        } else if (event instanceof WorkerEvent.Answered answered) {
            master.sayNow(new FromWorker.QueryAnswered(
                    master.epoch(), answered.requestId(), answered.content(), answered.failure()));
        }
    }

    private void obey(ToWorker message, long nowMs) {
        if (message instanceof ToWorker.WorkerAccepted accepted) {
            registerAgainMs = Long.MAX_VALUE;
            heartbeatMs = accepted.heartbeatMs();
            // Before the ends of tasks that nobody has heard of: a job has not finished before its results are known.
            for (JobTasks job : jobs.values()) {
                job.results().sayAgain(master);
            }
            master.accepted();
            untold.putAll(metrics);
        } else if (message instanceof ToWorker.MasterRestoring restoring) {
            registerAgainMs = nowMs + restoring.retryMs();
        } else if (message instanceof ToWorker.OpenJob open) {
            openJob(open);
        } else if (message instanceof ToWorker.DeployTasks deploy) {
            deploy(deploy);
        } else if (message instanceof ToWorker.CancelTasks cancel) {
            cancel(cancel, nowMs);
        } else if (message instanceof ToWorker.CloseJob close) {
            closeJob(close.job(), nowMs);
        } else if (message instanceof ToWorker.TriggerCheckpoint trigger) {
            with(trigger.job(), job -> job.trigger(trigger));
        } else if (message instanceof ToWorker.CheckpointCompleted completed) {
            with(completed.job(), job -> job.completed(completed.checkpointId()));
        } else if (message instanceof ToWorker.CheckpointAborted aborted) {
            with(aborted.job(), job -> job.aborted(aborted.checkpointId()));
        } else if (message instanceof ToWorker.CollectTaken taken) {
            with(taken.execution().task().job(), job -> job.taken(taken));
        } else if (message instanceof ToWorker.EventTimeLeast least) {
            with(least.execution().task().job(), job -> job.eventTimeLeast(least.execution(), least.timeMs()));
        } else if (message instanceof ToWorker.Query query) {
            answer(query);
        } else if (message instanceof ToWorker.RefreshTokens refresh) {
            ports.process().refreshTokens(refresh.tokens());
        } else if (message instanceof ToWorker.StopWorker stop) {
            end(0, stop.reason(), nowMs);
        }
    }

    private void register() {
        registerAgainMs = Long.MAX_VALUE;
        List<RunningTask> running = new ArrayList<>();
        List<HeldResult> results = new ArrayList<>();
        for (JobTasks job : jobs.values()) {
            results.addAll(job.results().held());
            for (TaskRecord task : job.tasks()) {
                running.add(new RunningTask(
                        task.execution(),
                        task.state(),
                        job.planHash(),
                        task.failure(),
                        task.accumulators(),
                        lastFigures(task.execution(), task.state())));
            }
            for (ExecutionId due : job.dueExecutions()) {
                running.add(new RunningTask(due, TaskState.DEPLOYING, job.planHash(), null, Map.of(), null));
            }
        }
        LOG.info(
                "Registering with the master; {} tasks are here: {}",
                running.size(),
                running.stream().collect(groupingBy(RunningTask::state, TreeMap::new, counting())));
        master.sayNow(new FromWorker.RegisterWorker(
                master.epoch(), identity.address(), identity.slots(), identity.facts(), running, results));
    }

    private void openJob(ToWorker.OpenJob open) {
        if (jobs.containsKey(open.job())) {
            return;
        }
        long planHash = PlanHash.of(open.plan());
        jobs.put(open.job(), new JobTasks(open.job(), planHash, identity, ports, services, this::refused));
        ports.io().execute(() -> {
            try {
                JobPlan plan = ControlCodec.decodePlan(open.plan());
                mailbox.offer(new WorkerEvent.JobReady(ports.loader().load(plan, planHash)));
            } catch (IOException | RuntimeException | LinkageError e) {
                LOG.warn("Job {} cannot be opened", open.job(), e);
                mailbox.offer(new WorkerEvent.JobRefused(open.job(), FailureInfo.of(FaultCategory.EXTERNAL, e)));
            }
        });
    }

    private void onJobReady(OpenedJob opened) {
        JobTasks job = jobs.get(opened.plan().id());
        if (job == null) {
            opened.userCode().close();
        } else {
            job.opened(opened);
        }
    }

    private void onJobRefused(WorkerEvent.JobRefused refused) {
        JobTasks job = jobs.remove(refused.job());
        if (job != null) {
            for (ExecutionId execution : job.dueExecutions()) {
                report(execution, TaskState.FAILED, refused.failure(), Map.of());
            }
        }
    }

    private void deploy(ToWorker.DeployTasks deploy) {
        LOG.info(
                "Job {}: {} tasks are to run here", deploy.job(), deploy.tasks().size());
        JobTasks job = jobs.get(deploy.job());
        if (job == null) {
            for (ToWorker.TaskDeployment each : deploy.tasks()) {
                report(
                        each.execution(),
                        TaskState.FAILED,
                        new FailureInfo(FaultCategory.ENGINE, "The job is not open in this worker.", ""),
                        Map.of());
            }
            return;
        }
        job.deploy(deploy);
    }

    private void cancel(ToWorker.CancelTasks cancel, long nowMs) {
        JobTasks job = jobs.get(cancel.job());
        LOG.info(
                "Job {}: {} tasks are cancelled",
                cancel.job(),
                cancel.executions().size());
        for (ExecutionId execution : cancel.executions()) {
            TaskRecord task = job == null ? null : job.task(execution);
            if (task == null) {
                if (job != null) {
                    job.withdraw(execution);
                }
                report(execution, TaskState.CANCELED, null, Map.of());
            } else if (task.state().isTerminal()) {
                report(execution, task.state(), task.failure(), task.accumulators());
            } else {
                task.cancel(nowMs);
            }
        }
    }

    private void closeJob(JobId id, long nowMs) {
        JobTasks job = jobs.remove(id);
        if (job != null) {
            job.tasks().forEach(task -> task.cancel(nowMs));
            metrics.keySet().removeIf(task -> task.job().equals(id));
            untold.keySet().removeIf(task -> task.job().equals(id));
            job.close();
        }
    }

    private void with(JobId id, Consumer<JobTasks> action) {
        JobTasks job = jobs.get(id);
        if (job != null) {
            action.accept(job);
        }
    }

    private void onTaskMoved(WorkerEvent.TaskMoved moved) {
        JobTasks job = jobs.get(moved.execution().task().job());
        TaskRecord task = job == null ? null : job.task(moved.execution());
        if (job == null || task == null || task.state().isTerminal()) {
            return;
        }
        boolean hidden = task.isBeingCancelled() && !moved.state().isTerminal();
        if (!hidden) {
            task.moved(moved.state(), moved.failure(), moved.accumulators());
            if (moved.state().isTerminal()) {
                LOG.info("{} is {}", task.title(), moved.state());
            }
            report(moved.execution(), moved.state(), moved.failure(), moved.accumulators());
        }
        if (moved.state().isTerminal()) {
            ports.snapshots().leave(moved.execution());
            job.ended(moved.execution(), moved.state());
        }
    }

    private void onMeasured(TaskMetrics fresh) {
        ExecutionId execution = fresh.execution();
        TaskMetrics known = metrics.get(execution.task());
        boolean overtaken = known != null && known.execution().attempt() > execution.attempt();
        // Nobody would ever forget what comes from a task of a job that is closed.
        if (!overtaken && jobs.containsKey(execution.task().job())) {
            metrics.put(execution.task(), fresh);
            untold.put(execution.task(), fresh);
        }
    }

    private void report(
            ExecutionId execution, TaskState state, @Nullable FailureInfo failure, Map<String, byte[]> accumulators) {
        TaskMetrics figures = lastFigures(execution, state);
        if (figures != null) {
            untold.remove(execution.task());
        }
        master.say(epoch -> new FromWorker.TaskStateChanged(epoch, execution, state, failure, accumulators, figures));
    }

    /** What the execution had counted at its end. The job may be over with this word, and nobody hears the next heartbeat. */
    private @Nullable TaskMetrics lastFigures(ExecutionId execution, TaskState state) {
        TaskMetrics last = metrics.get(execution.task());
        return state.isTerminal() && last != null && last.execution().equals(execution) ? last : null;
    }

    private void refused(ExecutionId execution, FailureInfo failure) {
        report(execution, TaskState.FAILED, failure, Map.of());
    }

    private void answer(ToWorker.Query query) {
        ports.io().execute(() -> {
            WorkerEvent answer;
            try {
                answer = new WorkerEvent.Answered(
                        query.requestId(), ports.process().answer(query), null);
            } catch (IOException | RuntimeException e) {
                answer = new WorkerEvent.Answered(
                        query.requestId(), new byte[0], FailureInfo.of(FaultCategory.EXTERNAL, e));
            }
            mailbox.offer(answer);
        });
    }

    private void beat() {
        if (master.isAccepted()) {
            master.sayNow(new FromWorker.Heartbeat(
                    master.epoch(),
                    identity.address().worker(),
                    heartbeats++,
                    ports.process().sampleMemory(),
                    List.copyOf(untold.values())));
            untold.clear();
        }
    }

    private void tick(long nowMs) {
        ports.transport().tick(nowMs);
        if (!ending && master.lostForMs(nowMs) >= limits.masterLeaseMs()) {
            end(EXIT_LEASE, "No master could be reached for " + limits.masterLeaseMs() / 1000 + " s.", nowMs);
        }
        for (JobTasks job : jobs.values()) {
            for (TaskRecord task : job.tasks()) {
                task.retryUnsent();
                if (task.isBeingCancelled()) {
                    pressCancellation(task, nowMs);
                }
            }
        }
    }

    private void pressCancellation(TaskRecord task, long nowMs) {
        long waitedMs = nowMs - task.cancelledMs();
        if (limits.cancelTimeoutMs() > 0 && waitedMs >= limits.cancelTimeoutMs()) {
            String reason = "Task " + task.title() + " did not end within " + limits.cancelTimeoutMs() / 1000
                    + " s of its cancellation. It is in:" + stack(task);
            master.sayNow(new FromWorker.WorkerEnding(
                    master.epoch(), identity.address().worker(), EXIT_STUCK_TASK, reason));
            ports.process().halt(EXIT_STUCK_TASK, reason);
        } else if (nowMs - task.interruptedMs() >= limits.cancelIntervalMs()) {
            String stack = stack(task);
            LOG.warn(
                    "Task {} has not ended {} s after its cancellation; interrupting it again. It is in:{}",
                    task.title(),
                    waitedMs / 1000,
                    stack);
            FailureInfo report = new FailureInfo(
                    FaultCategory.USER,
                    "Task " + task.title() + " has not ended " + waitedMs / 1000
                            + " s after its cancellation: its code ignores interrupts.",
                    stack);
            report(task.execution(), TaskState.CANCELING, report, Map.of());
            task.interruptAgain(nowMs);
        }
    }

    private static String stack(TaskRecord task) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : task.running().stack()) {
            text.append("\n    at ").append(frame);
        }
        return text.toString();
    }

    private void end(int exitCode, String reason, long nowMs) {
        if (ending) {
            return;
        }
        ending = true;
        LOG.info("The worker ends: {}", reason);
        for (JobTasks job : jobs.values()) {
            job.tasks().stream().filter(task -> !task.state().isTerminal()).forEach(task -> task.cancel(nowMs));
        }
        master.sayNow(
                new FromWorker.WorkerEnding(master.epoch(), identity.address().worker(), exitCode, reason));
        ports.process().exit(exitCode, reason);
    }
}
