package io.heddle.core.control;

/** The life of one execution. */
public enum TaskState {
    /** Known to the master, waits for its turn. */
    CREATED,
    /** Waits for a slot. */
    SCHEDULED,
    /** Sent to a worker that has not said that it runs. */
    DEPLOYING,
    /** The worker builds it and restores its state. */
    INITIALIZING,
    /** Processes records. */
    RUNNING,
    /** Ended by itself; its output is complete. */
    FINISHED,
    /** Asked to end. */
    CANCELING,
    /** Ended because it was asked to. */
    CANCELED,
    /** Ended by an error, its own or its worker's. */
    FAILED;

    public boolean isTerminal() {
        return this == FINISHED || this == CANCELED || this == FAILED;
    }
}
