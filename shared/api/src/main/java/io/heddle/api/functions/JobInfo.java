package io.heddle.api.functions;

/** A running job. */
public interface JobInfo {
    /** The id. */
    JobID getJobId();

    /** The name given to {@code execute(...)}. */
    String getJobName();
}
