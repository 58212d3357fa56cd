package io.heddle.coordinator;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.job.Job;
import io.heddle.coordinator.job.Submission;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Answer.Reason;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.plan.JobId;
import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Where people's requests come in: checked, handed on, answered. */
final class Desk {
    private static final Logger LOG = LogManager.getLogger(Desk.class);

    private final Turn turn;
    private final Jobs jobs;
    private final Fleet fleet;
    private final Shutdown shutdown;
    private final Questions questions;

    Desk(Turn turn, Jobs jobs, Fleet fleet, Shutdown shutdown, Questions questions) {
        this.turn = turn;
        this.jobs = jobs;
        this.fleet = fleet;
        this.shutdown = shutdown;
        this.questions = questions;
    }

    void on(Event event) {
        if (event instanceof Event.SubmitJob submit) {
            submit(submit);
        } else if (event instanceof Event.CancelJob cancel) {
            cancel(cancel);
        } else if (event instanceof Event.StopJob stop) {
            snapshot(stop.requestId(), stop.job(), stop.kind(), stop.directory(), false);
        } else if (event instanceof Event.TriggerSavepoint savepoint) {
            snapshot(
                    savepoint.requestId(),
                    savepoint.job(),
                    savepoint.kind(),
                    savepoint.directory(),
                    savepoint.cancelJob());
        } else if (event instanceof Event.TriggerCheckpointNow now) {
            snapshot(now.requestId(), now.job(), CheckpointKind.CHECKPOINT, null, false);
        } else if (event instanceof Event.FetchCollected fetch) {
            Job job = find(fetch.requestId(), fetch.job());
            if (job != null) {
                turn.answer(fetch.requestId(), job.fetch(fetch));
            }
        } else if (event instanceof Event.QueryWorker query) {
            query(query);
        } else {
            throw new IllegalStateException("No one handles " + event.getClass().getSimpleName() + "; add it to Desk.");
        }
    }

    private void submit(Event.SubmitJob submit) {
        long request = submit.requestId();
        if (!jobs.isReady() || shutdown.isUnderWay()) {
            turn.refuse(
                    request,
                    Reason.NOT_READY,
                    "The job was not taken.",
                    jobs.isReady() ? "The cluster is ending." : "The master is still restoring.",
                    jobs.isReady() ? "Submit it to another cluster." : "Submit it again in a few seconds.");
            return;
        }
        try {
            Submission submission = jobs.read(submit.plan(), submit.options());
            JobId id = submission.plan().id();
            Job known = jobs.find(id);
            LedgerEntry.JobEnded ended = jobs.findEndedBefore(id);
            if (known != null && known.isSameSubmission(submission)) {
                known.admitAgain(request);
            } else if (known != null || ended != null || jobs.isQuarantined(id)) {
                turn.refuse(
                        request,
                        Reason.CONFLICT,
                        "Job id " + id + " has been used in this cluster.",
                        ended != null ? "That job is " + ended.status() + "." : "",
                        "Submit the job under a new id.");
            } else {
                jobs.admit(request, submission);
            }
        } catch (IOException unreadable) {
            LOG.warn("A submitted plan cannot be read", unreadable);
            turn.refuse(
                    request,
                    Reason.INVALID,
                    "The plan cannot be read.",
                    String.valueOf(unreadable.getMessage()),
                    "Use a client of the cluster's own version.");
        } catch (ConfigurationException wrong) {
            turn.refuse(request, Reason.INVALID, String.valueOf(wrong.getMessage()), "", "");
        }
    }

    /** Begun and answered when the wish is durable, so that no change of masters brings the job back. */
    private void cancel(Event.CancelJob cancel) {
        Job job = find(cancel.requestId(), cancel.job());
        if (job == null) {
            return;
        }
        if (job.mayBeCancelled()) {
            turn.persist(new LedgerEntry.CancelRequested(job.id()), () -> {
                job.cancel("cancelled by request");
                turn.answer(cancel.requestId(), new Answer.Accepted(job.id()));
            });
        } else {
            turn.refuse(
                    cancel.requestId(),
                    Reason.CONFLICT,
                    "Job " + job.id() + " cannot be cancelled.",
                    "It is " + job.status() + ".",
                    "");
        }
    }

    private void snapshot(
            long requestId, JobId id, CheckpointKind kind, @Nullable String directory, boolean cancelJob) {
        Job job = find(requestId, id);
        if (job != null) {
            job.snapshot(kind, directory, requestId, cancelJob);
        }
    }

    private void query(Event.QueryWorker query) {
        if (fleet.isConnected(query.worker())) {
            questions.ask(query);
        } else {
            turn.refuse(query.requestId(), Reason.NOT_FOUND, "There is no worker " + query.worker() + ".", "", "");
        }
    }

    private @Nullable Job find(long requestId, JobId id) {
        Job job = jobs.find(id);
        if (job == null) {
            boolean restoring = !jobs.isReady();
            turn.refuse(
                    requestId,
                    restoring ? Reason.NOT_READY : Reason.NOT_FOUND,
                    restoring ? "The master is still restoring." : "There is no job " + id + " in this cluster.",
                    "",
                    restoring ? "Try again in a few seconds." : "List the jobs to see their ids.");
        }
        return job;
    }
}
