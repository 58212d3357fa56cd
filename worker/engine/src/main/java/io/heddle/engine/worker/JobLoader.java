package io.heddle.engine.worker;

import io.heddle.core.plan.JobPlan;
import io.heddle.engine.job.OpenedJob;
import java.io.IOException;

/** Makes a job's user code and state ready in this worker. Blocks; I/O threads only. */
@FunctionalInterface
public interface JobLoader {

    /**
     * Fetches the artifacts, checks their hashes and opens the job.
     *
     * @throws IOException if an artifact cannot be had
     */
    OpenedJob load(JobPlan plan, long planHash) throws IOException;
}
