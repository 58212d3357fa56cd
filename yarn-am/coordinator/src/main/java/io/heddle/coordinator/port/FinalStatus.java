package io.heddle.coordinator.port;

/** How the application ends, in YARN's words. */
public enum FinalStatus {
    SUCCEEDED,
    FAILED,
    KILLED
}
