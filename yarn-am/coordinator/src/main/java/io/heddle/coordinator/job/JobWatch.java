package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;

/** Told of a job's ways; the coordinator is the only one. */
public interface JobWatch {

    /** The job has come into this state. */
    void onJobStatus(Job job, JobStatus status);
}
