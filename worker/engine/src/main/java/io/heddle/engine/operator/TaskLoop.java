package io.heddle.engine.operator;

/** The task's loop, as an operator may influence it. */
public interface TaskLoop {

    /** Something to be done on the task's thread. */
    @FunctionalInterface
    interface Mail {
        /**
         * Does it.
         *
         * @throws Exception fails the task
         */
        void run() throws Exception;
    }

    /** Does that soon on the task's thread. Any thread. */
    void post(Mail mail);

    /** The task takes no further input until {@link #release} is called as often. Task thread only. */
    void hold();

    /** See {@link #hold}. */
    void release();

    /**
     * Waits, in the middle of a record, until mail has come, and runs it: for an operator that can take no more and whose
     * answers come by mail. Timers and checkpoints wait.
     *
     * @throws Exception what the mail throws
     */
    void yieldToMail() throws Exception;

    /** Whether an operator of the task is waiting in {@link #yieldToMail} now. */
    boolean isYielding();
}
