package io.heddle.worker;

/** How the worker's process ends where the engine has not said so. */
enum ExitCode {
    /** The container is not what the master should have made of it, or its configuration is wrong. */
    BAD_LAUNCH(40),
    /** A port or the cluster's file system could not be had. */
    START_FAILED(41),
    /** A defect ended the control thread or a task's thread. */
    DEFECT(42);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
