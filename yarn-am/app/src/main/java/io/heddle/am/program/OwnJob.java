package io.heddle.am.program;

import io.heddle.am.rest.Master;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.plan.JobId;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A job that comes from inside the master: handed in as soon as the coordinator has read its ledger. Calls block. */
public final class OwnJob {
    private static final Logger LOG = LogManager.getLogger(OwnJob.class);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private OwnJob() {}

    /** Hands in the job of a per-job application; one that is refused ends the application. */
    public static void start(Master master, byte[] plan, StartOptions options)
            throws InterruptedException, ExecutionException {
        if (handIn(master, plan, options) instanceof Answer.Refused refused) {
            String why = refused.problem().sentence();
            LOG.error("The job was refused: {}", why);
            master.ask(id -> new Event.ShutdownCluster(id, FinalStatus.FAILED, why, true))
                    .get();
        }
    }

    /** Whether this master or an earlier one has taken the job; waits until the ledger has been read. */
    static boolean isTaken(Master master, JobId job) throws InterruptedException, ExecutionException {
        while (true) {
            Optional<Boolean> taken = master.look(coordinator -> coordinator.isReady()
                            ? Optional.of(coordinator.outcome(job) != null)
                            : Optional.<Boolean>empty())
                    .get();
            if (taken.isPresent()) {
                return taken.get();
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Hands a job in, again and again while the master is not ready. */
    static Answer handIn(Master master, byte[] plan, StartOptions options)
            throws InterruptedException, ExecutionException {
        while (true) {
            Answer answer =
                    master.ask(id -> new Event.SubmitJob(id, plan, options)).get();
            boolean later = answer instanceof Answer.Refused refused && refused.reason() == Answer.Reason.NOT_READY;
            if (!later) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
