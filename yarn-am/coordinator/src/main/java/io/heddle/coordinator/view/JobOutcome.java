package io.heddle.coordinator.view;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.fault.FailureInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a job so far; of one that ended under an earlier master this is all there is.
 *
 * @param runtimeMs from its admission to its end; meaningless before the end
 * @param accumulators by name, the parts of its tasks
 * @param failure why it failed or last failed, or null
 */
public record JobOutcome(
        JobStatus status,
        long runtimeMs,
        Map<String, List<byte[]>> accumulators,
        @Nullable FailureInfo failure) {}
