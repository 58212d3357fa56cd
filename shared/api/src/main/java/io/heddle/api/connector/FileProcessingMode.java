package io.heddle.api.connector;

/** Whether a directory is read once or watched. */
public enum FileProcessingMode {
    /** Read once. */
    PROCESS_ONCE,
    /** Watched for new files for ever. A file is read once, by its name: what is added to it later is not seen. */
    PROCESS_CONTINUOUSLY
}
