package io.heddle.api.environment;

import io.heddle.api.plan.LogicalPlan;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Executes the plans of environments: on a cluster, or in this process. The client installs one with {@link
 * JobExecutors#install}; otherwise one is found by {@link ServiceLoader}.
 */
public interface JobExecutor {
    /**
     * Submits a plan.
     *
     * @throws Exception if it was not accepted
     */
    JobClient submit(LogicalPlan plan) throws Exception;

    /** Whether {@code execute()} waits for the end of the job. */
    boolean isAttached();

    /** The settings of client and cluster that the program's own settings override, by key. */
    Map<String, String> defaults();

    /** The plan as JSON, with parallelisms resolved. */
    String explain(LogicalPlan plan);
}
