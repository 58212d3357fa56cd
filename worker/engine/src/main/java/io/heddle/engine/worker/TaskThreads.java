package io.heddle.engine.worker;

import io.heddle.core.agent.Wakeup;
import io.heddle.engine.task.Task;

/** Gives tasks something to run on: a thread each, or a test's hand. */
@FunctionalInterface
public interface TaskThreads {

    /**
     * Starts the task's turns.
     *
     * @param wakeup what the task's channels and mailbox signal
     * @param userCode the loader of the job's classes, for code that asks its thread for one
     */
    Running start(Task task, Wakeup wakeup, ClassLoader userCode);

    /** A task that was started. Any thread. */
    interface Running {

        /** Interrupts what the task is doing. */
        void interrupt();

        /** What the task's thread is doing right now. */
        StackTraceElement[] stack();

        /** The task has ended: no further turn is needed. */
        void stop();
    }
}
