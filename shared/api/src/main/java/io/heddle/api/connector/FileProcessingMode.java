package io.heddle.api.connector;

/** Whether a directory is read once or watched. */
public enum FileProcessingMode {
    /** Read once. */
    PROCESS_ONCE,
    /** Watched for new files for ever. */
    PROCESS_CONTINUOUSLY
}
