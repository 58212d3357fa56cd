package io.heddle.api.environment;

import io.heddle.api.functions.JobID;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a job that has finished, that is, whose sources have all ended. A failure is an exception of
 * {@code execute()} instead.
 */
public class JobExecutionResult {
    private final JobID jobId;
    private final long netRuntimeMs;
    private final Map<String, Object> accumulators;

    /**
     * The result of a job.
     *
     * @param netRuntimeMs milliseconds from start to end
     */
    public JobExecutionResult(JobID jobId, long netRuntimeMs, Map<String, Object> accumulators) {
        this.jobId = jobId;
        this.netRuntimeMs = netRuntimeMs;
        this.accumulators = Map.copyOf(accumulators);
    }

    /** The job. */
    public JobID getJobID() {
        return jobId;
    }

    /** Whether the job has finished; false for one that was only submitted. */
    public boolean isJobExecutionResult() {
        return true;
    }

    /** Milliseconds from start to end. */
    public long getNetRuntime() {
        return netRuntimeMs;
    }

    /** The time from start to end. */
    public long getNetRuntime(TimeUnit desiredUnit) {
        return desiredUnit.convert(getNetRuntime(), TimeUnit.MILLISECONDS);
    }

    /** The merged value of an accumulator, or null if there is none of that name. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getAccumulatorResult(String accumulatorName) {
        return (T) accumulators.get(accumulatorName);
    }

    /** The merged values of all accumulators. */
    public Map<String, Object> getAllAccumulatorResults() {
        return accumulators;
    }

    @Override
    public String toString() {
        return "Program execution finished\nJob with JobID " + jobId + " has finished.\nJob Runtime: " + netRuntimeMs
                + " ms\n";
    }
}
