package io.heddle.api.state;

/** What a function is told about the checkpoint it takes part in. */
public interface FunctionSnapshotContext {
    /** The checkpoint. */
    long getCheckpointId();

    /** When the master started it, in milliseconds since the epoch. */
    long getCheckpointTimestamp();
}
