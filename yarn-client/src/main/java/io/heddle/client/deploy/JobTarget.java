package io.heddle.client.deploy;

import io.heddle.core.plan.JobPlan;

/** Where jobs of a program go. */
public interface JobTarget {
    /** Submits a job and follows it as far as the command's user wants to wait before the result. */
    JobHandle submit(JobPlan plan);
}
