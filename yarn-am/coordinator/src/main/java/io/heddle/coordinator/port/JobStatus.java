package io.heddle.coordinator.port;

/** A job's state as people and tools know it; the names are those of the REST interface. */
public enum JobStatus {
    /** Admitted; its record is being made durable, or its start state is being read. */
    INITIALIZING(false),
    /** Waits for slots, or its tasks are being deployed for the first time. */
    CREATED(false),
    /** All tasks of the present stage run. */
    RUNNING(false),
    /** A failure ends the job; tasks are being cancelled. */
    FAILING(false),
    FAILED(true),
    /** A person ends the job; tasks are being cancelled. */
    CANCELLING(false),
    CANCELED(true),
    FINISHED(true),
    /** Tasks are cancelled, waited for and deployed again after a failure. */
    RESTARTING(false),
    /** The cluster ended while the job was not; it may be recovered by a later master. */
    SUSPENDED(false),
    /** A new master looks for what runs of it. */
    RECONCILING(false),
    /** Its durable record cannot be used; kept apart so that the other jobs of the session run. */
    QUARANTINED(false);

    private final boolean globallyTerminal;

    JobStatus(boolean globallyTerminal) {
        this.globallyTerminal = globallyTerminal;
    }

    /** Whether no master will ever run the job again. */
    public boolean isGloballyTerminal() {
        return globallyTerminal;
    }
}
