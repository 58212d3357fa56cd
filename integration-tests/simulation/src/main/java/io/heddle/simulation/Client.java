package io.heddle.simulation;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** People: submit jobs until they are accepted, cancel some, and end a session when all is done. */
final class Client {
    private static final long PATIENCE_MS = 6_000;

    private final World world;
    private final Set<JobId> accepted = new HashSet<>();
    private final Map<JobId, StartOptions> options = new HashMap<>();
    /** Who waits for a snapshot after which the job is to end. */
    private final Map<Long, JobPlan> stopping = new HashMap<>();

    private long nextRequest = 1_000;
    private boolean shutdownAsked;

    Client(World world) {
        this.world = world;
    }

    void start() {
        for (JobPlan plan : List.copyOf(world.scenario.jobs())) {
            if (plan.properties().containsKey("execution.checkpointing.interval")) {
                world.in(8_000 + world.upTo(15_000), () -> wish(plan));
            }
            world.in(world.upTo(10_000), () -> submit(plan));
            if (world.chance(0.15) && world.scenario.jobs().size() > 1) {
                world.in(15_000 + world.upTo(30_000), () -> cancel(plan.id()));
            }
        }
        world.in(10_000, this::look);
    }

    private void submit(JobPlan plan) {
        if (world.isOver() || accepted.contains(plan.id())) {
            return;
        }
        for (JobSummary job : world.latest().coordinator().cluster().jobs()) {
            if (job.id().equals(plan.id()) && job.status() != JobStatus.INITIALIZING) {
                accepted.add(plan.id());
                return;
            }
        }
        world.latest()
                .mail(new Event.SubmitJob(
                        1, ControlCodec.encodePlan(plan), options.getOrDefault(plan.id(), StartOptions.FRESH)));
        world.in(PATIENCE_MS, () -> submit(plan));
    }

    /** Snapshots on demand, some of which end the job. */
    private void wish(JobPlan plan) {
        if (world.isOver()) {
            return;
        }
        long request = nextRequest++;
        JobId job = plan.id();
        switch (world.random.nextInt(5)) {
            case 0 -> world.latest().mail(new Event.TriggerCheckpointNow(request, job));
            case 1 ->
                world.latest()
                        .mail(new Event.TriggerSavepoint(
                                request, job, CheckpointKind.SAVEPOINT_CANONICAL, null, false));
            case 2 -> {
                stopping.put(request, plan);
                world.latest()
                        .mail(new Event.TriggerSavepoint(request, job, CheckpointKind.SAVEPOINT_NATIVE, null, true));
            }
            default -> {
                stopping.put(request, plan);
                world.latest()
                        .mail(new Event.StopJob(request, job, CheckpointKind.stop(world.chance(0.5), false), null));
            }
        }
        if (world.nowMs() < world.scenario.faultsEndMs()) {
            world.in(2_000 + world.upTo(10_000), () -> wish(plan));
        }
    }

    /** What was stopped goes on as another job. */
    void onAnswer(long request, Answer answer) {
        JobPlan stopped = stopping.remove(request);
        if (stopped != null
                && answer instanceof Answer.SnapshotDone done
                && !world.scenario.settings().perJob()
                && !shutdownAsked) {
            JobPlan next = Scenario.successor(stopped, world.random);
            world.say(next.id() + " follows " + stopped.id() + " from " + done.path());
            world.output.follows(next.id(), stopped.id());
            StartOptions.ClaimMode claim =
                    world.chance(0.5) ? StartOptions.ClaimMode.CLAIM : StartOptions.ClaimMode.NO_CLAIM;
            options.put(next.id(), new StartOptions(done.path(), false, false, claim));
            world.scenario.jobs().add(next);
            world.in(world.upTo(3_000), () -> submit(next));
            world.in(8_000 + world.upTo(15_000), () -> wish(next));
        }
    }

    private void cancel(JobId job) {
        if (!world.isOver()) {
            world.latest().mail(new Event.CancelJob(2, job));
        }
    }

    /** A session is ended when every job was taken and has ended. */
    private void look() {
        if (world.isOver()) {
            return;
        }
        world.in(5_000, this::look);
        if (world.scenario.settings().perJob()
                || accepted.size() < world.scenario.jobs().size()
                || world.nowMs() < world.scenario.faultsEndMs()) {
            return;
        }
        SimMaster master = world.latest();
        boolean allOver = master.isAlive()
                && master.coordinator().cluster().ready()
                && master.coordinator().cluster().jobs().stream()
                        .allMatch(job -> job.status().isGloballyTerminal());
        if (allOver && !shutdownAsked) {
            world.invariants.checkIdle(master);
            shutdownAsked = true;
            master.mail(new Event.ShutdownCluster(3, FinalStatus.SUCCEEDED, "done", true));
        } else if (shutdownAsked) {
            master.mail(new Event.ShutdownCluster(3, FinalStatus.SUCCEEDED, "done", true));
        }
    }
}
