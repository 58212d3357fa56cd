package io.heddle.client.deploy;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Settings;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.JobId;
import io.heddle.core.planning.JobPlanner;
import io.heddle.core.planning.PlannedJob;
import io.heddle.core.planning.PlanningInput;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plans what a program wants to have executed, and hands it to a target. Used by the thread that runs main. */
public final class ClusterJobExecutor implements JobExecutor {
    private final Configuration configuration;
    private final Supplier<List<Artifact>> artifacts;
    private final JobTarget target;
    private final boolean attached;
    private final Consumer<String> warn;
    private final List<RemoteJob> submitted = new ArrayList<>();

    /**
     * Makes one for a program.
     *
     * @param artifacts asked for when a job is submitted: they may still be on their way while main runs
     * @param warn told what the user should know of a job that can run
     */
    public ClusterJobExecutor(
            Configuration configuration,
            Supplier<List<Artifact>> artifacts,
            JobTarget target,
            boolean attached,
            Consumer<String> warn) {
        this.configuration = configuration;
        this.artifacts = artifacts;
        this.target = target;
        this.attached = attached;
        this.warn = warn;
    }

    /** The jobs that the program submitted, in order. */
    public List<RemoteJob> submitted() {
        return List.copyOf(submitted);
    }

    @Override
    public JobClient submit(LogicalPlan plan) {
        PlannedJob planned = planned(plan, configuration, artifacts.get());
        planned.warnings().forEach(warn);
        RemoteJob job = new RemoteJob(target.submit(planned.plan()));
        submitted.add(job);
        return job;
    }

    /** Plans; what the program did wrong ends the command before anything is submitted. */
    public static PlannedJob planned(LogicalPlan plan, Configuration configuration, List<Artifact> artifacts) {
        try {
            JobId id = configuration
                    .find(io.heddle.core.config.ExecutionSettings.JOB_ID)
                    .map(JobId::new)
                    .orElseGet(() -> JobId.random(new SecureRandom()));
            return JobPlanner.plan(plan, new PlanningInput(id, configuration, artifacts));
        } catch (HeddleException e) {
            throw new CommandFailure(ExitCode.REFUSED_BY_CHECK, e.problem(), e);
        }
    }

    @Override
    public boolean isAttached() {
        return attached;
    }

    @Override
    public Map<String, String> defaults() {
        return Settings.jobDefaults(configuration);
    }

    @Override
    public String explain(LogicalPlan plan) {
        return PlanText.json(planned(plan, configuration, artifacts.get()).plan());
    }
}
