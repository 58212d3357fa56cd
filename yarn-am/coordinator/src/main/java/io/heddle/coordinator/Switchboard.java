package io.heddle.coordinator;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.job.Job;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Hands what workers say to those whom it concerns; the one place where words of another epoch's worker are dropped. */
final class Switchboard {
    private static final Logger LOG = LogManager.getLogger(Switchboard.class);
    private static final long RESTORING_RETRY_MS = 500;

    private final Turn turn;
    private final Jobs jobs;
    private final Fleet fleet;
    private final Questions questions;

    Switchboard(Turn turn, Jobs jobs, Fleet fleet, Questions questions) {
        this.turn = turn;
        this.jobs = jobs;
        this.fleet = fleet;
        this.questions = questions;
    }

    void onWord(Event.WorkerSaid said) {
        FromWorker message = said.message();
        if (message.epoch().compareTo(turn.epoch()) > 0) {
            turn.fence("Worker " + said.worker() + " obeys a later master (" + message.epoch() + ").");
            return;
        }
        if (message instanceof FromWorker.RegisterWorker register) {
            register(register);
        } else if (fleet.onWord(said.worker())) {
            route(said.worker(), message);
        }
    }

    private void register(FromWorker.RegisterWorker register) {
        if (!jobs.isReady()) {
            turn.send(register.worker(), new ToWorker.MasterRestoring(turn.epoch(), RESTORING_RETRY_MS));
            return;
        }
        // It comes by a new link; with an older one its answers may have been lost.
        questions.cutOff(register.worker());
        if (!fleet.register(register)) {
            return;
        }
        for (FromWorker.HeldResult held : register.results()) {
            Job job = jobs.find(held.execution().task().job());
            if (job != null) {
                job.onResultHeld(held);
            }
        }
        Map<JobId, List<RunningTask>> byJob = new TreeMap<>();
        for (RunningTask task : register.running()) {
            byJob.computeIfAbsent(task.execution().task().job(), key -> new ArrayList<>())
                    .add(task);
        }
        for (Job job : List.copyOf(jobs.all())) {
            List<RunningTask> running = byJob.remove(job.id());
            if (!job.isOver()) {
                job.onWorkerBack(register.worker(), running == null ? List.of() : running);
            } else if (running != null) {
                turn.send(register.worker(), new ToWorker.CloseJob(turn.epoch(), job.id()));
            }
        }
        for (JobId unknown : byJob.keySet()) {
            LOG.warn("Worker {} runs tasks of job {}, which is not under way; closed", register.worker(), unknown);
            turn.send(register.worker(), new ToWorker.CloseJob(turn.epoch(), unknown));
        }
    }

    private void route(WorkerId worker, FromWorker message) {
        if (message instanceof FromWorker.Heartbeat heartbeat) {
            fleet.onHeartbeat(heartbeat);
            turn.send(worker, new ToWorker.HeartbeatHeard(turn.epoch(), heartbeat.sequence()));
            for (FromWorker.TaskMetrics metrics : heartbeat.tasks()) {
                Job job = jobs.find(metrics.execution().task().job());
                if (job != null) {
                    job.onMetrics(worker, metrics);
                }
            }
        } else if (message instanceof FromWorker.TaskStateChanged changed) {
            Job job = jobs.find(changed.execution().task().job());
            if (job != null) {
                job.onTaskState(worker, changed);
            }
        } else if (message instanceof FromWorker.CheckpointAcknowledged acknowledged) {
            Job job = jobs.find(acknowledged.execution().task().job());
            if (job != null) {
                job.onAcknowledged(worker, acknowledged);
            }
        } else if (message instanceof FromWorker.CheckpointDeclined declined) {
            Job job = jobs.find(declined.execution().task().job());
            if (job != null) {
                job.onDeclined(declined);
            }
        } else if (message instanceof FromWorker.Collected collected) {
            Job job = jobs.find(collected.execution().task().job());
            if (job != null) {
                job.onCollected(collected);
            }
        } else if (message instanceof FromWorker.EventTimeReached reached) {
            Job job = jobs.find(reached.execution().task().job());
            if (job != null) {
                job.onEventTime(worker, reached);
            }
        } else if (message instanceof FromWorker.QueryAnswered answered) {
            questions.answered(worker, answered);
        } else if (message instanceof FromWorker.WorkerEnding ending) {
            fleet.onEnding(ending);
        }
    }
}
