package io.heddle.engine.network;

/** The net side of one end of a channel: something that a task may have left work in. */
interface Lane {
    /** Looks at what the task has done since the last time. On the link's net thread. */
    void service();
}
