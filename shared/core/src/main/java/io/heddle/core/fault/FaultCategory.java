package io.heddle.core.fault;

/** Who must act on a failure; restart policy, exit codes and diagnostics read this, never a message's text. */
public enum FaultCategory {
    /** The user's code or data threw. */
    USER,
    /** A defect or a refusal inside Heddle. */
    ENGINE,
    /** Memory, disk, slots or containers are missing or were taken away. */
    RESOURCES,
    /** Another process of the application cannot be reached any more. */
    LOST_PEER,
    /** An outside system (HDFS, YARN, ZooKeeper) failed or refused. */
    EXTERNAL,
    /** The configuration or the command was wrong; nothing will change by trying again. */
    CONFIGURATION
}
