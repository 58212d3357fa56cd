package io.heddle.api.environment;

import io.heddle.api.functions.JobID;
import java.util.Map;

/** What {@code execute()} returns when nobody waits for the job. */
public final class DetachedJobExecutionResult extends JobExecutionResult {
    /** The job was submitted. */
    public DetachedJobExecutionResult(JobID jobId) {
        super(jobId, -1, Map.of());
    }

    @Override
    public boolean isJobExecutionResult() {
        return false;
    }

    private static IllegalStateException unknown(String what) {
        return new IllegalStateException("The job was submitted detached, so " + what + " is not known here. Ask with"
                + " 'heddle list' or through the JobClient of executeAsync().");
    }

    @Override
    public long getNetRuntime() {
        throw unknown("its run time");
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T getAccumulatorResult(String accumulatorName) {
        throw unknown("an accumulator");
    }

    @Override
    public Map<String, Object> getAllAccumulatorResults() {
        throw unknown("its accumulators");
    }

    @Override
    public String toString() {
        return "Job has been submitted with JobID " + getJobID();
    }
}
