package io.heddle.client.cli;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.client.local.LocalExecutor;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the jobs of a program in this process and remembers them. Used by the thread that runs main. */
final class LocalJobs implements JobExecutor {
    /** A job and the name the program gave it. */
    record Job(String name, JobClient client) {}

    private final LocalExecutor executor;
    private final Configuration configuration;
    private final List<Job> submitted = new ArrayList<>();

    LocalJobs(Configuration configuration, Consumer<String> warn) {
        this.executor = new LocalExecutor(configuration, warn);
        this.configuration = configuration;
    }

    List<Job> submitted() {
        return List.copyOf(submitted);
    }

    @Override
    public JobClient submit(LogicalPlan plan) throws Exception {
        JobClient client = executor.submit(plan);
        submitted.add(new Job(plan.jobName(), client));
        return client;
    }

    @Override
    public boolean isAttached() {
        return true;
    }

    @Override
    public Map<String, String> defaults() {
        return Settings.jobDefaults(configuration);
    }

    @Override
    public String explain(LogicalPlan plan) {
        return executor.explain(plan);
    }
}
