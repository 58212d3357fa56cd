package io.heddle.api.environment;

/** What a job is doing. */
public enum JobStatus {
    /** It has been accepted. */
    INITIALIZING,
    /** Its tasks are being deployed. */
    CREATED,
    /** Its tasks run. */
    RUNNING,
    /** It has failed and is being cleaned up. */
    FAILING,
    /** It has failed for good. */
    FAILED,
    /** It is being cancelled. */
    CANCELLING,
    /** It has been cancelled. */
    CANCELED,
    /** It has finished. */
    FINISHED,
    /** It waits to be restarted. */
    RESTARTING,
    /** It has been stopped with its state kept. */
    SUSPENDED,
    /** The master adopts what runs. */
    RECONCILING;

    /** Whether nothing more will happen. */
    public boolean isGloballyTerminalState() {
        return this == FAILED || this == CANCELED || this == FINISHED;
    }

    /** Whether nothing more will happen here. */
    public boolean isTerminalState() {
        return isGloballyTerminalState() || this == SUSPENDED;
    }
}
