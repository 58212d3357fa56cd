package io.heddle.coordinator.view;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.plan.JobId;
import java.util.List;

/**
 * The loss of a worker, and whom it hit.
 *
 * @param wallMs wall-clock time at which the master gave the worker up
 * @param worker the container's id
 * @param host where it ran, or empty if it never registered
 * @param category whose fault it was, as far as the master could see then
 * @param cause how the master knew
 * @param verdict how YARN says that the container has ended, or empty while it has not said
 * @param jobs the jobs that had tasks there
 */
public record Incident(
        long wallMs,
        String worker,
        String host,
        FaultCategory category,
        String cause,
        String verdict,
        List<JobId> jobs) {

    public Incident with(String found) {
        return new Incident(wallMs, worker, host, category, cause, found, jobs);
    }
}
