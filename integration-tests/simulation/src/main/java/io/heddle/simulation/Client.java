package io.heddle.simulation;

import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import java.util.HashSet;
import java.util.Set;

/** People: submit jobs until they are accepted, cancel some, and end a session when all is done. */
final class Client {
    private static final long PATIENCE_MS = 6_000;

    private final World world;
    private final Set<JobId> accepted = new HashSet<>();
    private boolean shutdownAsked;

    Client(World world) {
        this.world = world;
    }

    void start() {
        for (JobPlan plan : world.scenario.jobs()) {
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
        world.latest().mail(new Event.SubmitJob(1, ControlCodec.encodePlan(plan), StartOptions.FRESH));
        world.in(PATIENCE_MS, () -> submit(plan));
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
