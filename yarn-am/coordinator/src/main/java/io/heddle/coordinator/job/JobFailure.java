package io.heddle.coordinator.job;

import io.heddle.core.fault.FailureInfo;
import java.util.List;

/**
 * A failure that a job has to deal with.
 *
 * @param victims tasks that ended by it; empty if it concerns the job as a whole
 * @param task which task said so, for people, or empty
 * @param location where, for people, or empty
 */
record JobFailure(FailureInfo info, List<TaskRun> victims, String task, String location) {

    static JobFailure ofJob(FailureInfo info) {
        return new JobFailure(info, List.of(), "", "");
    }
}
