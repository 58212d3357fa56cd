package io.heddle.api.state;

/** What a function is told about the checkpoint it takes part in. */
public interface FunctionSnapshotContext {
    /** The number of the checkpoint; later ones have greater numbers. */
    long getCheckpointId();

    /** When the master started it, in milliseconds since the epoch. */
    long getCheckpointTimestamp();
}
