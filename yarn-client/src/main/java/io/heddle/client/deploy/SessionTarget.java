package io.heddle.client.deploy;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.MasterLine;
import io.heddle.client.session.Snapshots;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Verb;

/** Jobs go into a running session. */
public final class SessionTarget implements JobTarget {
    private final Cluster cluster;
    private final MasterLine master;
    private final Terminal terminal;
    private final Pause pause;
    private final Deployment.WaitFor waitFor;
    private final StartPoint start;

    public SessionTarget(
            Cluster cluster,
            MasterLine master,
            Terminal terminal,
            Pause pause,
            Deployment.WaitFor waitFor,
            StartPoint start) {
        this.cluster = cluster;
        this.master = master;
        this.terminal = terminal;
        this.pause = pause;
        this.waitFor = waitFor;
        this.start = start;
    }

    @Override
    public JobHandle submit(JobPlan plan) {
        long startMs = pause.clock().monotonicMs();
        String jobId = plan.id().hex();
        handIn(plan);
        terminal.say("submitted job " + jobId + " to " + master.applicationId() + " at " + master.address());
        JobWatch watch = new JobWatch(master, cluster, terminal, pause);
        if (waitFor != Deployment.WaitFor.ACCEPTED) {
            watch.untilRunning(jobId, startMs);
        }
        return new JobHandle(jobId, plan.name(), master, watch, new Snapshots(master, terminal, pause), false);
    }

    private void handIn(JobPlan plan) {
        String path = "/jobs/" + plan.id().hex() + start.query(plan);
        try {
            master.send(Verb.PUT, path, ControlCodec.encodePlan(plan));
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND && e.getCause() instanceof Refusal refusal) {
                // The job is new: what is not there is the state that it is to start from.
                throw new CommandFailure(
                        ExitCode.NOT_FOUND,
                        new Problem(
                                "The job '" + plan.name() + "' cannot start in " + master.applicationId() + ".",
                                String.valueOf(refusal.getMessage()),
                                "'heddle checkpoints list DIR' shows what there is."),
                        refusal);
            }
            throw e;
        }
    }
}
