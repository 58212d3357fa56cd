package io.heddle.client.deploy;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.MasterLine;
import io.heddle.client.session.Snapshots;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobPlan;
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
        master.send(Verb.PUT, "/jobs/" + jobId + start.query(plan), ControlCodec.encodePlan(plan));
        terminal.say("submitted job " + jobId + " to " + master.applicationId() + " at " + master.address());
        JobWatch watch = new JobWatch(master, cluster, terminal, pause);
        if (waitFor != Deployment.WaitFor.ACCEPTED) {
            watch.untilRunning(jobId, startMs);
        }
        return new JobHandle(jobId, plan.name(), master, watch, new Snapshots(master, terminal, pause), false);
    }
}
