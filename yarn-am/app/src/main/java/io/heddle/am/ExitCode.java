package io.heddle.am;

/** How the master's process ends where the coordinator has not said so; those below 256 arrive whole. */
enum ExitCode {
    /** The container is not what the client should have made of it, or its configuration is wrong. */
    BAD_LAUNCH(20),
    /** HDFS, the ledger or a port could not be had. */
    START_FAILED(21),
    /** The ResourceManager has ended or replaced this attempt. */
    DISMISSED(22),
    /** The ResourceManager could not be spoken to any more. */
    LOST_RESOURCE_MANAGER(23),
    /** A defect ended the coordinator's thread. */
    DEFECT(24),
    /** The ledger belongs to a later attempt. */
    FENCED(31),
    /** The end of the application could not be told to the ResourceManager. */
    UNREGISTER_FAILED(32);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
