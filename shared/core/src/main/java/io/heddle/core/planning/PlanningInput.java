package io.heddle.core.planning;

import io.heddle.core.config.Configuration;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.JobId;
import java.util.List;

/**
 * What the planner needs besides the program.
 *
 * @param job the id of the job to be
 * @param configuration what the client and the cluster say; the program's own settings are stronger
 * @param artifacts the program's jars and class path entries
 */
public record PlanningInput(JobId job, Configuration configuration, List<Artifact> artifacts) {}
