package io.heddle.am.yarn;

import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a container request says besides its id and hosts.
 *
 * @param nodeLabel label expression, or null for the application's
 */
record WorkerShape(
        Resource size, Priority priority, @Nullable String nodeLabel) {}
