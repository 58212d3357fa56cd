package io.heddle.coordinator.job;

import io.heddle.coordinator.restart.ExponentialDelay.Curve;
import io.heddle.coordinator.restart.RestartStrategy;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import io.heddle.core.plan.JobPlan;
import java.util.random.RandomGenerator;

/** What the master must know of a job's configuration: the plan's own values over the cluster's. */
record JobSettings(Configuration values) {

    /** Reads the plan's properties; a wrong one gives a ConfigurationException that names it. */
    static JobSettings of(JobPlan plan, Configuration clusterDefaults) {
        return new JobSettings(clusterDefaults.overriddenBy(Configuration.of(plan.properties(), Origin.PROGRAM)));
    }

    boolean checkpointing() {
        return values.get(StateSettings.CHECKPOINT_INTERVAL).toMillis() > 0;
    }

    /** How many failures are shown to people. */
    int keptFailures() {
        return values.get(ClusterSettings.EXCEPTION_HISTORY);
    }

    boolean wholeJobRestarts() {
        return values.get(ExecutionSettings.FAILOVER_STRATEGY) == ExecutionSettings.FailoverStrategy.FULL;
    }

    /** What the user chose; otherwise exponential delay with checkpoints, and none without. */
    RestartStrategy restartStrategy(RandomGenerator random) {
        ExecutionSettings.RestartStrategy chosen = values.explicit(ExecutionSettings.RESTART_STRATEGY)
                .orElse(
                        checkpointing()
                                ? ExecutionSettings.RestartStrategy.EXPONENTIAL_DELAY
                                : ExecutionSettings.RestartStrategy.NONE);
        return switch (chosen) {
            case NONE -> RestartStrategy.none();
            case FIXED_DELAY ->
                RestartStrategy.fixedDelay(
                        values.get(ExecutionSettings.FIXED_DELAY_ATTEMPTS),
                        values.get(ExecutionSettings.FIXED_DELAY).toMillis());
            case FAILURE_RATE ->
                RestartStrategy.failureRate(
                        values.get(ExecutionSettings.FAILURE_RATE_MAX),
                        values.get(ExecutionSettings.FAILURE_RATE_INTERVAL).toMillis(),
                        values.get(ExecutionSettings.FAILURE_RATE_DELAY).toMillis());
            case EXPONENTIAL_DELAY ->
                RestartStrategy.exponentialDelay(
                        new Curve(
                                values.get(ExecutionSettings.EXPONENTIAL_INITIAL)
                                        .toMillis(),
                                values.get(ExecutionSettings.EXPONENTIAL_MAX).toMillis(),
                                values.get(ExecutionSettings.EXPONENTIAL_MULTIPLIER),
                                values.get(ExecutionSettings.EXPONENTIAL_RESET).toMillis(),
                                values.get(ExecutionSettings.EXPONENTIAL_JITTER),
                                values.get(ExecutionSettings.EXPONENTIAL_ATTEMPTS)),
                        random);
        };
    }
}
