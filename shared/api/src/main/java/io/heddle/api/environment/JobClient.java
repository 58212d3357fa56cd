package io.heddle.api.environment;

import io.heddle.api.functions.JobID;
import io.heddle.api.types.TypeInformation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A handle on a submitted job. Futures complete exceptionally if the master cannot be reached. */
public interface JobClient {
    /** The job. */
    JobID getJobID();

    /** What it is doing. */
    CompletableFuture<JobStatus> getJobStatus();

    /**
     * Cancels it; completes when the request has been taken. Results since the last checkpoint that wait for a commit
     * are not committed.
     */
    CompletableFuture<Void> cancel();

    /**
     * Stops its sources and takes a last savepoint; completes with its path.
     *
     * @param advanceToEndOfEventTime whether all windows fire before (drain)
     * @param savepointDirectory where to, or null for the configured directory
     */
    CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime, @Nullable String savepointDirectory, SavepointFormatType formatType);

    /** The same in the default format. */
    default CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime, @Nullable String savepointDirectory) {
        return stopWithSavepoint(advanceToEndOfEventTime, savepointDirectory, SavepointFormatType.DEFAULT);
    }

    /**
     * Takes a savepoint while the job goes on; completes with its path.
     *
     * @param savepointDirectory where to, or null for the configured directory
     */
    CompletableFuture<String> triggerSavepoint(@Nullable String savepointDirectory, SavepointFormatType formatType);

    /** The same in the default format. */
    default CompletableFuture<String> triggerSavepoint(@Nullable String savepointDirectory) {
        return triggerSavepoint(savepointDirectory, SavepointFormatType.DEFAULT);
    }

    /** The accumulators as far as they are known: those of tasks that have ended. */
    CompletableFuture<Map<String, Object>> getAccumulators();

    /** Completes when the job has finished; exceptionally if it failed or was cancelled. */
    CompletableFuture<JobExecutionResult> getJobExecutionResult();

    /**
     * The records of a collecting sink, as they come.
     *
     * @param resultId the id in the plan's {@code CollectSink}
     */
    <T> CloseableIterator<T> results(String resultId, TypeInformation<T> type);
}
