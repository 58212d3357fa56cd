package io.heddle.coordinator.view;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.Origin;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobId;
import java.util.Map;

/**
 * One line about a job.
 *
 * @param startedMs wall-clock time of admission
 * @param endedMs wall-clock time of the end, or -1
 * @param lastModifiedMs wall-clock time of the last change of state
 * @param tasks number of tasks by state, hidden vertices left out
 */
public record JobSummary(
        JobId id,
        String name,
        JobStatus status,
        long startedMs,
        long endedMs,
        long lastModifiedMs,
        Origin origin,
        Map<TaskState, Integer> tasks) {}
