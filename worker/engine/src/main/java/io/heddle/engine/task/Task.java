package io.heddle.engine.task;

import io.heddle.core.agent.Agent;
import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.TaskState;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.channel.Outflow;
import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.channel.StreamEvent.Barrier;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.operator.TaskObservations;
import io.heddle.engine.snapshot.BytesRead;
import io.heddle.engine.source.SourceOperator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One task as one agent: each turn reads its mail, then takes a batch of input or asks its source for one, then lets open
 * batches leave whose receivers wait for them. Without mail a turn costs one look at the mailbox.
 *
 * <p>Any thread may {@link #offer} mail and call {@link #cancel}; all else belongs to the task's thread.
 */
public final class Task implements Agent {
    private static final Logger LOG = LogManager.getLogger(Task.class);
    private static final int MAIL_CAPACITY = 4096;
    private static final int MAILS_PER_TURN = 256;
    private static final int RECORDS_PER_TURN = 1024;
    private static final long MEASURE_MS = 1000;

    /** Where the task stands. */
    private enum Phase {
        /** Not built yet. */
        NEW,
        /** Reads broadcast variables; its operators are not open. */
        FILLING,
        /** Takes input. */
        RUNNING,
        /** Its data has ended; it still passes barriers on, and waits for the checkpoint that commits what it has prepared. */
        DRAINING,
        /** It has said its last word, which is on its way. */
        LEAVING,
        /** Nothing more happens. */
        ENDED
    }

    private final TaskSetup setup;
    private final Wakeup wakeup;
    private final Mailbox<TaskMail> mailbox;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Outflow outflow;
    private final ProcessingTimers timers = new ProcessingTimers();
    private final TaskObservations observations = new TaskObservations();
    private final TaskActivity activity = new TaskActivity();
    private final Snapshots snapshots;
    private final TaskCheckpoints checkpoints;
    private final MailLoop loop;

    private Phase phase = Phase.NEW;
    private @Nullable Chain chain;
    private @Nullable TaskInput input;
    private @Nullable SourceOperator source;
    private @Nullable Exception mailFailure;
    private long turnMs;
    private long wallAheadMs;

    public Task(TaskSetup setup, Wakeup wakeup) {
        this.setup = setup;
        this.wakeup = wakeup;
        this.mailbox = new Mailbox<>(MAIL_CAPACITY, wakeup);
        this.outflow = new Outflow(wakeup, cancelled::get);
        this.snapshots = new Snapshots(setup, wakeup);
        this.checkpoints = new TaskCheckpoints(setup, snapshots, new CheckpointHost());
        this.loop = new MailLoop(roleName(), mailbox, wakeup, cancelled::get, this::readMail);
    }

    @Override
    public String roleName() {
        return setup.facts().title();
    }

    /** Puts mail in; false if the mailbox is full. Any thread. */
    public boolean offer(TaskMail mail) {
        return mailbox.offer(mail);
    }

    /** Asks the task to end as CANCELED at its next turn. Any thread. */
    public void cancel() {
        cancelled.set(true);
        wakeup.signal();
    }

    /** Whether the task has ended, for whoever steps it by hand. */
    public boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    @Override
    public int doWork(long nowMs) {
        if (phase == Phase.ENDED) {
            return 0;
        }
        activity.turnBegins(nowMs);
        turnMs = nowMs;
        try {
            if (cancelled.get()) {
                end(TaskState.CANCELED, null);
                return 1;
            }
            if (phase == Phase.NEW) {
                begin();
                return 1;
            }
            if (phase == Phase.FILLING) {
                return readMail() + fillVariables(nowMs);
            }
            int work = readMail() + fireTimers(nowMs);
            if (phase != Phase.LEAVING) {
                work += checkpoints.turn(nowMs);
            }
            work += phase == Phase.RUNNING ? takeInput(nowMs) : drainInput(nowMs);
            if (phase != Phase.ENDED) {
                outflow.turnEnded(nowMs, work == 0);
                measure(nowMs);
            }
            return work;
        } catch (Outflow.CancelledWhileEmitting e) {
            end(TaskState.CANCELED, null);
        } catch (Throwable failure) {
            failed(failure);
        }
        return 1;
    }

    @Override
    public long nextDeadlineMs() {
        long timer = timers.nextMs();
        long timerMs = timer == Long.MAX_VALUE ? Long.MAX_VALUE : timer - wallAheadMs;
        return Math.min(Math.min(outflow.nextFlushMs(), timerMs), checkpoints.nextDeadlineMs());
    }

    private void begin() throws Exception {
        setup.services().reports().stateChanged(setup.facts().execution(), TaskState.INITIALIZING, null, Map.of());
        TaskContext context = setup.context(timers, loop, observations);
        TaskAssembly assembly = new TaskAssembly(setup, context, outflow, wakeup, this::offer);
        TaskInput inputs = assembly.input(new InputListener());
        input = inputs;
        TaskRestore restore = setup.restore();
        Chain built = assembly.chain(snapshots::restore);
        chain = built;
        source = built.source();
        ExecutionId execution = setup.facts().execution();
        boolean finished = restore != null && restore.finished();
        inputs.attach(
                built,
                finished,
                setup.job().copies(),
                setup.services().sorting(),
                "sort-" + execution.task().job() + "-" + execution.task().vertex() + "-"
                        + execution.task().subtask() + "-" + execution.attempt());
        checkpoints.attach(built, inputs);
        phase = Phase.RUNNING;
        if (restore != null) {
            checkpoints.restore(restore);
        }
        if (finished) {
            built.openFinished();
            endOfData(true, false);
            tellRunning();
        } else if (inputs.fillsVariables()) {
            phase = Phase.FILLING;
        } else {
            open();
        }
    }

    private void open() throws Exception {
        chain().open();
        if (source != null) {
            source.start(wakeup);
        }
        tellRunning();
    }

    private void tellRunning() {
        TaskRestore restore = setup.restore();
        if (restore != null) {
            tellRestored(restore);
        }
        if (phase != Phase.ENDED) {
            setup.services().reports().stateChanged(setup.facts().execution(), TaskState.RUNNING, null, Map.of());
        }
    }

    /** Until it has read them the task counts as initializing, so that the job takes no checkpoint. */
    private int fillVariables(long nowMs) throws Exception {
        TaskInput inputs = input();
        int work = 0;
        long before = inputs.fed();
        while (inputs.fillsVariables() && inputs.fed() - before < RECORDS_PER_TURN && inputs.step(nowMs)) {
            work++;
        }
        if (!inputs.fillsVariables()) {
            phase = Phase.RUNNING;
            open();
            work++;
        }
        return work;
    }

    private void tellRestored(TaskRestore restore) {
        BytesRead read = snapshots.read();
        LOG.info(
                "{} starts from checkpoint {}: {} bytes of its state came from the storage, {} were in this worker",
                setup.facts().title(),
                restore.checkpointId(),
                read.fromStorage(),
                read.fromWorker());
        observations.restored(read);
    }

    private int readMail() throws Exception {
        if (mailbox.isEmpty()) {
            return 0;
        }
        int count = mailbox.drain(this::onMail, MAILS_PER_TURN);
        Exception failure = mailFailure;
        if (failure != null) {
            throw failure;
        }
        return count;
    }

    private void onMail(TaskMail mail) {
        if (mailFailure != null || phase == Phase.ENDED) {
            return;
        }
        try {
            handle(mail);
        } catch (Exception e) {
            mailFailure = e;
        }
    }

    private void handle(TaskMail mail) throws Exception {
        if (mail instanceof TaskMail.Posted posted) {
            posted.mail().run();
        } else if (mail instanceof TaskMail.Trigger trigger) {
            if (phase != Phase.LEAVING) {
                checkpoints.trigger(trigger.barrier(), turnMs);
            }
        } else if (mail instanceof TaskMail.Completed completed) {
            checkpoints.completed(completed.checkpointId());
        } else if (mail instanceof TaskMail.Aborted aborted) {
            checkpoints.aborted(aborted.checkpointId(), turnMs);
        } else if (mail instanceof TaskMail.Backward backward && source != null) {
            source.onMessage(backward.consumer(), backward.payload());
        } else if (mail instanceof TaskMail.Taken taken) {
            chain().taken(taken.resultId(), taken.offset());
        } else if (mail instanceof TaskMail.EventTimeLeast least && source != null) {
            source.onEventTimeLeast(least.timeMs());
        } else if (mail instanceof TaskMail.Cancel) {
            cancelled.set(true);
        } else if (mail instanceof TaskMail.ChannelBroken broken) {
            throw new HeddleException(
                    broken.peerLost() ? FaultCategory.LOST_PEER : FaultCategory.ENGINE, broken.what(), "", "");
        }
    }

    private int fireTimers(long nowMs) throws Exception {
        if (timers.nextMs() == Long.MAX_VALUE) {
            return 0;
        }
        long wallMs = setup.services().clock().wallMs();
        wallAheadMs = wallMs - nowMs;
        return timers.fire(wallMs);
    }

    private int takeInput(long nowMs) throws Exception {
        TaskInput inputs = input();
        int work = 0;
        if (source != null) {
            // What the other half says comes in beside the records of the source's own, whether these have room or not.
            while (phase == Phase.RUNNING && inputs.step(nowMs)) {
                work++;
            }
        }
        if (!outflow.hasRoom()) {
            activity.turnEnds(TaskActivity.Reason.BACK_PRESSURED);
            return work;
        }
        if (source != null) {
            if (phase == Phase.RUNNING && !loop.held()) {
                work += pollSource();
            }
        } else if (!loop.held()) {
            long before = inputs.fed();
            while (inputs.step(nowMs)) {
                work++;
                if (phase != Phase.RUNNING
                        || loop.held()
                        || inputs.fed() - before >= RECORDS_PER_TURN
                        || !outflow.hasRoom()) {
                    break;
                }
            }
        }
        if (work == 0) {
            activity.turnEnds(loop.held() ? TaskActivity.Reason.BACK_PRESSURED : TaskActivity.Reason.IDLE);
        }
        return work;
    }

    private int pollSource() throws Exception {
        SourceOperator.Progress progress = Objects.requireNonNull(source).poll();
        if (progress == SourceOperator.Progress.END) {
            endOfData(true, true);
            return 1;
        }
        return progress == SourceOperator.Progress.MORE ? 1 : 0;
    }

    /** After the end of the data: barriers still pass, and the task ends when nothing more can come. */
    private int drainInput(long nowMs) throws Exception {
        // What did not fit goes on its way whatever the task still waits for: perhaps it waits for what comes of that.
        boolean room = outflow.hasRoom();
        int work = 0;
        while (phase == Phase.DRAINING && input().step(nowMs)) {
            work++;
        }
        if (phase == Phase.DRAINING && input().ended() && !checkpoints.holdsTask() && !chain().holdsTask()) {
            chain().event(new StreamEvent.EndOfPartition());
            phase = Phase.LEAVING;
            room = outflow.hasRoom();
            work++;
        }
        if (phase == Phase.LEAVING && room) {
            end(TaskState.FINISHED, null);
            work++;
        }
        return work;
    }

    /**
     * No records will come any more.
     *
     * @param drain whether event time runs to its end and operators finish
     * @param own whether the operators were running at all
     */
    private void endOfData(boolean drain, boolean own) throws Exception {
        if (own && drain) {
            if (source != null) {
                source.outputs().watermark(Long.MAX_VALUE);
            }
            chain().finish();
            checkpoints.operatorsFinished();
        }
        chain().end();
        chain().event(new StreamEvent.EndOfData(drain));
        phase = Phase.DRAINING;
    }

    private Chain chain() {
        return Objects.requireNonNull(chain, "the chain was not built");
    }

    private TaskInput input() {
        return Objects.requireNonNull(input, "the input was not built");
    }

    private void measure(long nowMs) {
        if (activity.sinceWindowMs(nowMs) < MEASURE_MS) {
            return;
        }
        report(nowMs);
    }

    private void report(long nowMs) {
        TaskActivity.Shares shares = activity.window(nowMs);
        TaskInput inputs = input;
        setup.services()
                .reports()
                .measured(new TaskMetrics(
                        setup.facts().execution(),
                        inputs == null ? 0 : inputs.recordsIn(),
                        outflow.recordsOut(),
                        inputs == null ? 0 : inputs.gate().bytesIn(),
                        outflow.bytesOut(),
                        shares.busy(),
                        shares.backPressured(),
                        shares.idle(),
                        inputs == null ? Long.MIN_VALUE : inputs.watermarkMs(),
                        observations.values(),
                        observations.late().report(nowMs)));
    }

    private void failed(Throwable failure) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (cancelled.get()) {
            // What a cancelled task throws on its way out is no failure of the job's.
            LOG.info("{} ended by {} while it was being cancelled", roleName(), failure.toString());
            end(TaskState.CANCELED, null);
            return;
        }
        LOG.warn("{} failed", roleName(), failure);
        end(TaskState.FAILED, FailureInfo.of(FaultCategory.USER, failure));
        if (failure instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }

    private void end(TaskState state, @Nullable FailureInfo failure) {
        phase = Phase.ENDED;
        AgentRunner.clearInterrupt();
        checkpoints.close();
        TaskState reached = state;
        FailureInfo reason = failure;
        try {
            if (source != null) {
                source.cancel();
            }
            if (chain != null) {
                chain.close();
            }
        } catch (Throwable e) {
            LOG.warn("{} could not be closed in order", roleName(), e);
            if (state == TaskState.FINISHED) {
                reached = TaskState.FAILED;
                reason = FailureInfo.of(FaultCategory.USER, e);
            }
        }
        try {
            if (input != null) {
                input.close();
            }
            report(setup.services().clock().monotonicMs());
        } catch (RuntimeException e) {
            // Who waits for the task must hear of its end all the same.
            LOG.warn("{} has not let go of everything", roleName(), e);
        }
        Accumulated accumulated = Accumulated.of(observations.accumulators());
        setup.services().reports().stateChanged(setup.facts().execution(), reached, reason, accumulated.bytesByName());
    }

    private final class InputListener implements TaskInput.Listener {
        @Override
        public void onComplete(Barrier barrier, long alignmentMs) throws Exception {
            checkpoints.onComplete(barrier, alignmentMs);
        }

        @Override
        public void onSkipped(long checkpointId) {
            checkpoints.onSkipped(checkpointId);
        }

        @Override
        public void onEndOfData(boolean drained) throws Exception {
            if (source != null) {
                source.onPartnerEnded();
            } else if (phase == Phase.RUNNING) {
                // One that starts as finished has said it already: a second time would count for another channel's.
                endOfData(drained, true);
            }
        }

        @Override
        public void onSourceMessage(int producer, byte[] payload) throws Exception {
            if (source != null) {
                source.onMessage(producer, payload);
            }
        }
    }

    private final class CheckpointHost implements TaskCheckpoints.Host {
        @Override
        public boolean isDraining() {
            return phase == Phase.DRAINING;
        }

        @Override
        public void endOfData(boolean drain) throws Exception {
            Task.this.endOfData(drain, true);
        }
    }
}
