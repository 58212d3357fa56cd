package io.heddle.api.environment;

import org.jspecify.annotations.Nullable;

/** Told what becomes of the jobs of an environment, on the thread that runs the program and in that process only. */
public interface JobListener {
    /** A job was submitted ({@code jobClient}) or could not be ({@code throwable}). */
    void onJobSubmitted(@Nullable JobClient jobClient, @Nullable Throwable throwable);

    /** A job of {@code execute()} has ended: well, or with a failure. */
    void onJobExecuted(@Nullable JobExecutionResult jobExecutionResult, @Nullable Throwable throwable);
}
