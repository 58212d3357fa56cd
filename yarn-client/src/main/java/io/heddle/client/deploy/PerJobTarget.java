package io.heddle.client.deploy;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.Applications;
import io.heddle.client.session.MasterLine;
import io.heddle.client.session.Snapshots;
import io.heddle.client.submission.SubmissionPlan;
import io.heddle.client.submission.SubmissionRequest;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobPlan;
import java.util.function.Function;

/** Every job gets an application of its own. */
public final class PerJobTarget implements JobTarget {
    private final Cluster cluster;
    private final Deployment deployment;
    private final Applications applications;
    private final Terminal terminal;
    private final Pause pause;
    private final Deployment.WaitFor waitFor;
    private final Function<JobPlan, SubmissionRequest> request;

    public PerJobTarget(
            Cluster cluster,
            Deployment deployment,
            Applications applications,
            Terminal terminal,
            Pause pause,
            Deployment.WaitFor waitFor,
            Function<JobPlan, SubmissionRequest> request) {
        this.cluster = cluster;
        this.deployment = deployment;
        this.applications = applications;
        this.terminal = terminal;
        this.pause = pause;
        this.waitFor = waitFor;
        this.request = request;
    }

    /** The encoded form that travels in the application's staging directory. */
    public static byte[] encode(JobPlan plan) {
        return ControlCodec.encodePlan(plan);
    }

    @Override
    public JobHandle submit(JobPlan plan) {
        long startMs = pause.clock().monotonicMs();
        SubmissionPlan submission = deployment.plan(request.apply(plan));
        ApplicationView view = deployment.deploy(submission, waitFor);
        MasterLine master = applications.open(view);
        JobWatch watch = new JobWatch(master, cluster, terminal, pause);
        if (waitFor != Deployment.WaitFor.ACCEPTED && !view.state().isFinal()) {
            watch.untilRunningOrGone(plan.id().hex(), startMs);
        }
        return new JobHandle(plan.id().hex(), plan.name(), master, watch, new Snapshots(master, terminal, pause), true);
    }
}
