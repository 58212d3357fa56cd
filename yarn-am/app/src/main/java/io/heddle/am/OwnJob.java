package io.heddle.am;

import io.heddle.am.rest.Master;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.StartOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The job that a per-job application brings with it: handed in as soon as the coordinator has read its ledger. */
final class OwnJob {
    private static final Logger LOG = LogManager.getLogger(OwnJob.class);
    private static final long PAUSE_MS = 50;

    private final byte[] plan;
    private final StartOptions options;

    OwnJob(byte[] plan, StartOptions options) {
        this.plan = plan;
        this.options = options;
    }

    /** Hands the job in, again and again while the master is not ready; a job that is refused ends the application. */
    void handIn(Master master, CompletableFuture<Ending> ending) throws InterruptedException, ExecutionException {
        while (!ending.isDone()) {
            Answer answer =
                    master.ask(id -> new Event.SubmitJob(id, plan, options)).get();
            if (!(answer instanceof Answer.Refused refused)) {
                return;
            }
            if (refused.reason() != Answer.Reason.NOT_READY) {
                String why = refused.problem().sentence();
                LOG.error("The job was refused: {}", why);
                master.ask(id -> new Event.ShutdownCluster(id, FinalStatus.FAILED, why, true))
                        .get();
                return;
            }
            pause(ending);
        }
    }

    private static void pause(CompletableFuture<Ending> ending) throws InterruptedException, ExecutionException {
        try {
            ending.get(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            LOG.debug("The coordinator is not ready for the job yet");
        }
    }
}
