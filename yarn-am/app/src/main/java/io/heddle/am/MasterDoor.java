package io.heddle.am;

import io.heddle.am.rest.Master;
import io.heddle.am.yarn.YarnSink;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.agent.Mailbox;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.ControlMessage;
import io.heddle.core.control.FromWorker;
import io.heddle.core.plan.JobId;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.Connection;
import io.heddle.core.transport.ConnectionListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The one door into am-coordinator: every thread comes in through here, by a message. */
final class MasterDoor implements YarnSink, ConnectionListener, Master {
    private static final Logger LOG = LogManager.getLogger(MasterDoor.class);

    private final Mailbox<Signal> mailbox;
    private final Clock clock;

    MasterDoor(Mailbox<Signal> mailbox, Clock clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** Puts a signal in that must not be lost. */
    void put(Signal signal) {
        if (!mailbox.offer(signal)) {
            // 65,536 unread signals: the coordinator stands still, and what it would miss now it could never learn.
            throw new IllegalStateException("The coordinator's mailbox is full; lost " + signal);
        }
    }

    @Override
    public void event(Event event) {
        put(new Signal.Happened(event));
    }

    @Override
    public void granted(List<Container> containers) {
        put(new Signal.Granted(containers));
    }

    @Override
    public void previous(List<Container> containers) {
        put(new Signal.Previous(containers));
    }

    @Override
    public void completed(Event.ContainerCompleted completed) {
        event(completed);
    }

    @Override
    public void told(String reason) {
        put(new Signal.Leave(ExitCode.DISMISSED, reason));
    }

    @Override
    public void lost(Throwable failure) {
        LOG.error("The ResourceManager's client has given up", failure);
        put(new Signal.Leave(
                ExitCode.LOST_RESOURCE_MANAGER, "The ResourceManager cannot be reached any more: " + failure));
    }

    @Override
    public void onOpen(Connection connection) {
        LOG.debug("{} connected", connection.peer());
    }

    @Override
    public void onMessage(Connection connection, byte[] message) {
        try {
            ControlMessage decoded = ControlCodec.decode(message);
            if (!(decoded instanceof FromWorker word)) {
                connection.close("a master's message came from a worker");
            } else if (!mailbox.offer(new Signal.Said(connection, word))) {
                connection.close("the master is overloaded; come again");
            }
        } catch (IOException e) {
            LOG.warn("{} sent something unreadable: {}", connection.peer(), e.toString());
            connection.close("unreadable message");
        }
    }

    @Override
    public void onClosed(Connection connection, String reason) {
        put(new Signal.LinkEnded(connection, reason));
    }

    @Override
    public CompletableFuture<Answer> ask(LongFunction<Event> event) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        put(new Signal.Asked(event, answer));
        return answer;
    }

    @Override
    public <T> CompletableFuture<T> look(Function<Coordinator, T> at) {
        CompletableFuture<T> seen = new CompletableFuture<>();
        put(new Signal.Looked(coordinator -> {
            try {
                seen.complete(at.apply(coordinator));
            } catch (RuntimeException e) {
                // A failure of who asks, not of the coordinator, whose thread this is.
                seen.completeExceptionally(e);
            }
        }));
        return seen;
    }

    @Override
    public CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs) {
        CompletableFuture<JobStatus> status = new CompletableFuture<>();
        put(new Signal.Awaited(job, clock.monotonicMs() + timeoutMs, status));
        return status;
    }
}
