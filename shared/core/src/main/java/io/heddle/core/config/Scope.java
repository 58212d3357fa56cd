package io.heddle.core.config;

/** Where a setting takes effect. */
public enum Scope {
    /** Read by the command line before and while it submits. */
    CLIENT,
    /** Read by the command line when it starts an application; a running one keeps what it was started with. */
    SUBMISSION,
    /** Read once by the master process. */
    MASTER,
    /** Read once by each worker process. */
    WORKER,
    /** Belongs to one job and may differ between jobs of a session. */
    JOB
}
