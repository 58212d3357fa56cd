package io.heddle.api.plan;

/** Whether an operator may share a task with its neighbours. */
public enum ChainingStrategy {
    /** With both. */
    ALWAYS,
    /** With none. */
    NEVER,
    /** With what follows only. */
    HEAD,
    /** With what follows, and with sources before it. */
    HEAD_WITH_SOURCES
}
