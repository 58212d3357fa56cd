package io.heddle.api.plan;

import java.util.List;
import java.util.Map;

/**
 * What a program asks for.
 *
 * @param jobName what people call the job
 * @param nodes inputs first
 * @param configuration what the program itself has set, by key; stronger than what the client and the cluster say
 * @param cachedFiles files for the distributed cache
 */
public record LogicalPlan(
        String jobName, List<LogicalNode> nodes, Map<String, String> configuration, List<CachedFile> cachedFiles) {}
