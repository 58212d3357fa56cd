package io.heddle.client.cli;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.client.deploy.ClusterJobExecutor;
import io.heddle.core.config.Configuration;
import java.util.Map;
import java.util.TreeMap;

/** The local executor with the settings of this command line in front of its own. */
record LocalDefaults(JobExecutor local, Configuration configuration) implements JobExecutor {
    @Override
    public JobClient submit(LogicalPlan plan) throws Exception {
        Map<String, String> settings = new TreeMap<>(ClusterJobExecutor.jobDefaults(configuration));
        settings.putAll(plan.configuration());
        return local.submit(new LogicalPlan(plan.jobName(), plan.nodes(), Map.copyOf(settings), plan.cachedFiles()));
    }

    @Override
    public boolean isAttached() {
        return local.isAttached();
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> settings = new TreeMap<>(local.defaults());
        settings.putAll(ClusterJobExecutor.jobDefaults(configuration));
        return settings;
    }

    @Override
    public String explain(LogicalPlan plan) {
        return local.explain(plan);
    }
}
