package io.heddle.client.local;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.Now;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.agent.Agent;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import io.heddle.core.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The am-coordinator agent of a local cluster: feeds the coordinator and carries out what it decides. Its ledger is the
 * process itself, since nothing of a local cluster outlives it.
 */
final class LocalMaster implements Agent {
    private static final Logger LOG = LogManager.getLogger(LocalMaster.class);
    private static final int MAIL_CAPACITY = 1 << 16;
    private static final int MAILS_PER_TURN = 256;

    private final Coordinator coordinator;
    private final Clock clock;
    private final CheckpointFiles checkpoints;
    private final Mailbox<Mail> mailbox;
    private final AtomicLong requestIds = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> waiting = new HashMap<>();
    private final Map<JobId, List<CompletableFuture<Ended>>> ends = new HashMap<>();
    /** What nobody has answered yet, by the number of the question. Any thread. */
    private final Map<Long, CompletableFuture<?>> unanswered = new ConcurrentHashMap<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    /** What must still be said of jobs that have ended. */
    private final List<Runnable> untold = new ArrayList<>();
    /** What the coordinator must hear before the next mail. */
    private final ArrayDeque<Event> followUps = new ArrayDeque<>();

    private final Map<WorkerId, Sender> workers = new HashMap<>();
    private int deletions;

    /** How a job ended. */
    record Ended(JobStatus status, @Nullable FailureInfo failure, JobView view) {}

    /** The way to a worker. */
    @FunctionalInterface
    interface Sender {
        boolean send(ToWorker message);
    }

    /** What comes through the door. */
    private sealed interface Mail {
        /** Something happened. */
        record Happened(Event event) implements Mail {}

        /** Somebody wants an answer. */
        record Asked(Event event, long requestId, CompletableFuture<Answer> answer) implements Mail {}

        /** Somebody wants to look; run on the owner's thread. */
        record Looked<T>(Function<Coordinator, T> look, CompletableFuture<T> result) implements Mail {
            void run(Coordinator coordinator) {
                try {
                    result.complete(look.apply(coordinator));
                } catch (RuntimeException e) {
                    // A failure of who asks, not of the coordinator, whose thread this is.
                    result.completeExceptionally(e);
                }
            }
        }

        /** Somebody waits for the end of a job. */
        record Awaited(JobId job, CompletableFuture<Ended> end) implements Mail {}

        /** Files that were to be deleted are gone, or it was tried. */
        record Deleted() implements Mail {}

        /** A worker can be reached. */
        record Connected(WorkerId id, Sender worker) implements Mail {}
    }

    LocalMaster(CoordinatorSettings settings, Clock clock, CheckpointFiles checkpoints, Wakeup wakeup) {
        this.coordinator = new Coordinator(settings, new Epoch(clock.wallMs(), 1, 1), new Random());
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.mailbox = new Mailbox<>(MAIL_CAPACITY, wakeup);
        offer(new Mail.Happened(new Event.LedgerRecovered(List.of(), List.of())));
        offer(new Mail.Happened(new Event.PreviousContainers(List.of())));
    }

    @Override
    public String roleName() {
        return "am-coordinator";
    }

    /** A worker says something; false if the mailbox is full. Any thread. */
    boolean said(WorkerId from, FromWorker message) {
        return mailbox.offer(new Mail.Happened(new Event.WorkerSaid(from, message)));
    }

    void connect(WorkerId id, Sender sender) {
        offer(new Mail.Connected(id, sender));
    }

    void happened(Event event) {
        offer(new Mail.Happened(event));
    }

    /**
     * Asks and promises the answer, which is an {@link IllegalStateException} if the cluster ends before; {@code event} makes the
     * event for a request id. Any thread.
     */
    CompletableFuture<Answer> ask(Function<Long, Event> event) {
        long requestId = requestIds.incrementAndGet();
        return answered(requestId, answer -> new Mail.Asked(event.apply(requestId), requestId, answer));
    }

    /** Looks at the coordinator on its own thread, unless the cluster ends before. Any thread. */
    <T> CompletableFuture<T> look(Function<Coordinator, T> look) {
        return answered(requestIds.incrementAndGet(), result -> new Mail.Looked<>(look, result));
    }

    CompletableFuture<Ended> end(JobId job) {
        return answered(requestIds.incrementAndGet(), end -> new Mail.Awaited(job, end));
    }

    /** Nobody may wait for ever for a master that has ended: whoever comes too late for {@link #onClose} sees that it was. */
    private <T> CompletableFuture<T> answered(long requestId, Function<CompletableFuture<T>, Mail> mail) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        offer(mail.apply(answer));
        unanswered.put(requestId, answer);
        CompletableFuture<T> unused = answer.whenComplete((value, failure) -> unanswered.remove(requestId));
        if (closed.get()) {
            answer.completeExceptionally(hasEnded());
        }
        return answer;
    }

    private static IllegalStateException hasEnded() {
        return new IllegalStateException("The local cluster has ended with its job.");
    }

    @Override
    public void onClose() {
        closed.set(true);
        unanswered.values().forEach(answer -> answer.completeExceptionally(hasEnded()));
    }

    private void offer(Mail mail) {
        if (!mailbox.offer(mail)) {
            throw new IllegalStateException("The local cluster has more than " + MAIL_CAPACITY + " requests waiting.");
        }
    }

    @Override
    public int doWork(long nowMs) {
        int work = mailbox.drain(this::receive, MAILS_PER_TURN);
        if (nowMs >= coordinator.nextDeadlineMs()) {
            turn(new Event.Tick());
            work++;
        }
        return work;
    }

    @Override
    public long nextDeadlineMs() {
        return coordinator.nextDeadlineMs();
    }

    private void receive(Mail mail) {
        if (mail instanceof Mail.Happened happened) {
            turn(happened.event());
        } else if (mail instanceof Mail.Asked asked) {
            waiting.put(asked.requestId(), asked.answer());
            turn(asked.event());
        } else if (mail instanceof Mail.Looked<?> looked) {
            looked.run(coordinator);
        } else if (mail instanceof Mail.Awaited awaited) {
            await(awaited);
        } else if (mail instanceof Mail.Connected connected) {
            workers.put(connected.id(), connected.worker());
        } else if (mail instanceof Mail.Deleted) {
            deletions--;
            tellEnds();
        }
    }

    private void await(Mail.Awaited awaited) {
        JobView view = coordinator.job(awaited.job());
        if (view != null && view.summary().status().isGloballyTerminal()) {
            Ended ended = new Ended(view.summary().status(), view.failure(), view);
            untold.add(() -> awaited.end().complete(ended));
            tellEnds();
        } else {
            ends.computeIfAbsent(awaited.job(), job -> new ArrayList<>()).add(awaited.end());
        }
    }

    /** Whoever hears of a job's end may close the cluster, so nothing that the job leaves to be done may be open then. */
    private void tellEnds() {
        if (deletions == 0) {
            List<Runnable> told = List.copyOf(untold);
            untold.clear();
            told.forEach(Runnable::run);
        }
    }

    private void discard(List<String> paths) {
        deletions++;
        checkpoints.discard(paths, () -> offer(new Mail.Deleted()));
    }

    private void turn(Event event) {
        followUps.add(event);
        while (!followUps.isEmpty()) {
            for (Decision decision : coordinator.on(followUps.remove(), Now.of(clock))) {
                carryOut(decision);
            }
        }
        tellEnds();
    }

    private void carryOut(Decision decision) {
        if (decision instanceof Decision.Send send) {
            Sender worker = workers.get(send.worker());
            if (worker != null) {
                worker.send(send.message());
            }
        } else if (decision instanceof Decision.Answered answered) {
            CompletableFuture<Answer> answer = waiting.remove(answered.requestId());
            if (answer != null) {
                answer.complete(answered.answer());
            }
        } else if (decision instanceof Decision.Persist persist) {
            followUps.add(new Event.PersistDone(persist.token()));
        } else if (decision instanceof Decision.PersistCheckpoint persist) {
            checkpoints.persist(persist, this::happened);
        } else if (decision instanceof Decision.ReadCheckpoint read) {
            checkpoints.read(read, this::happened);
        } else if (decision instanceof Decision.DiscardFiles discard) {
            discard(discard.paths());
        } else if (decision instanceof Decision.DiscardLineage discard) {
            discard(discard.paths());
        } else if (decision instanceof Decision.JobStatusChanged changed) {
            onStatus(changed);
        } else {
            LOG.debug("A local cluster has nothing to do for {}", decision);
        }
    }

    private void onStatus(Decision.JobStatusChanged changed) {
        LOG.info("Job {} ({}) is {}", changed.name(), changed.job(), changed.status());
        JobView view = coordinator.job(changed.job());
        if (changed.status().isGloballyTerminal() && view != null) {
            Ended ended = new Ended(changed.status(), changed.failure(), view);
            for (CompletableFuture<Ended> end : ends.getOrDefault(changed.job(), List.of())) {
                untold.add(() -> end.complete(ended));
            }
            ends.remove(changed.job());
        }
    }
}
