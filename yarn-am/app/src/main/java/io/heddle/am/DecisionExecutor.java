package io.heddle.am;

import io.heddle.am.ledger.DurableWork;
import io.heddle.am.yarn.YarnFleet;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Decision;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Starts what the coordinator has decided, in its order. Owned by am-coordinator; nothing here blocks. */
final class DecisionExecutor {
    private static final Logger LOG = LogManager.getLogger(DecisionExecutor.class);

    private final YarnFleet fleet;
    private final WorkerLinks links;
    private final DurableWork durable;
    private final Consumer<Ending> end;
    private final JobEnds jobEnds;
    private final Map<Long, CompletableFuture<Answer>> asked = new HashMap<>();
    private long lastRequestId;

    DecisionExecutor(YarnFleet fleet, WorkerLinks links, DurableWork durable, JobEnds jobEnds, Consumer<Ending> end) {
        this.fleet = fleet;
        this.links = links;
        this.durable = durable;
        this.jobEnds = jobEnds;
        this.end = end;
    }

    /** A number for a request whose answer goes into {@code answer}. */
    long numberFor(CompletableFuture<Answer> answer) {
        asked.put(++lastRequestId, answer);
        return lastRequestId;
    }

    void execute(Decision decision) {
        if (decision instanceof Decision.Send send) {
            links.send(send.worker(), send.message());
        } else if (decision instanceof Decision.Answered answered) {
            answer(answered);
        } else if (decision instanceof Decision.Persist persist) {
            durable.persist(persist);
        } else if (decision instanceof Decision.PersistCheckpoint persist) {
            durable.persist(persist);
        } else if (decision instanceof Decision.ReadCheckpoint read) {
            durable.read(read);
        } else if (decision instanceof Decision.DiscardFiles discard) {
            durable.discard(discard.paths());
        } else if (decision instanceof Decision.DiscardLineage discard) {
            durable.discard(discard);
        } else if (decision instanceof Decision.CloseLink close) {
            links.close(close.worker(), close.reason());
        } else if (decision instanceof Decision.JobStatusChanged changed) {
            jobEnds.changed(changed);
        } else if (!executeOnFleet(decision)) {
            executeEnd(decision);
        }
    }

    private void answer(Decision.Answered answered) {
        CompletableFuture<Answer> waiting = asked.remove(answered.requestId());
        if (waiting != null) {
            waiting.complete(answered.answer());
        }
    }

    private boolean executeOnFleet(Decision decision) {
        if (decision instanceof Decision.RequestContainers request) {
            fleet.request(request.requests());
        } else if (decision instanceof Decision.CancelRequests cancel) {
            fleet.cancelRequests(cancel.allocationRequestIds());
        } else if (decision instanceof Decision.LaunchWorker launch) {
            fleet.launch(launch.container());
        } else if (decision instanceof Decision.ReleaseContainer release) {
            fleet.release(release.container(), release.reason());
        } else if (decision instanceof Decision.ExcludeNode exclude) {
            fleet.exclude(exclude.host(), exclude.reason());
        } else if (decision instanceof Decision.AllowNode allow) {
            fleet.allow(allow.host());
        } else {
            return false;
        }
        return true;
    }

    private void executeEnd(Decision decision) {
        if (decision instanceof Decision.EndApplication over) {
            LOG.info("The application ends {} with code {}: {}", over.status(), over.exitCode(), over.diagnostics());
            end.accept(new Ending.Over(over.status(), over.diagnostics(), over.exitCode()));
        } else if (decision instanceof Decision.Abdicate abdicate) {
            LOG.error("This master steps down: {}", abdicate.reason());
            end.accept(new Ending.Left(abdicate.exitCode(), abdicate.reason()));
        } else {
            throw new IllegalStateException("Nobody carries out " + decision);
        }
    }
}
