package io.heddle.core.planning;

import io.heddle.core.plan.JobPlan;
import java.util.List;

/**
 * The outcome of planning.
 *
 * @param plan the job
 * @param chaining for every edge of the logical plan, why its ends share a task or do not
 * @param warnings what the user should know although the job can run
 */
public record PlannedJob(JobPlan plan, List<ChainingDecision> chaining, List<String> warnings) {}
