package io.heddle.core.config;

/** Where a setting takes effect. */
public enum Scope {
    /** Read by the command line before and while it submits. */
    CLIENT,
    /** Read once by the master process. */
    MASTER,
    /** Read once by each worker process. */
    WORKER,
    /** Belongs to one job and may differ between jobs of a session. */
    JOB
}
