package io.heddle.engine.task;

import io.heddle.core.agent.Mailbox;
import io.heddle.core.agent.Wakeup;
import io.heddle.engine.operator.TaskLoop;
import java.util.function.BooleanSupplier;

/** What operators may ask of their task's loop: bring mail in, stop the input for a while, wait for an answer. */
final class MailLoop implements TaskLoop {
    private static final long PARK_NS = 10_000_000;

    /** Reads what has come in; says how much it was. */
    interface Reader {
        int readMail() throws Exception;
    }

    private final String roleName;
    private final Mailbox<TaskMail> mailbox;
    private final Wakeup wakeup;
    private final BooleanSupplier cancelled;
    private final Reader reader;
    private int holds;
    private int waiting;

    MailLoop(String roleName, Mailbox<TaskMail> mailbox, Wakeup wakeup, BooleanSupplier cancelled, Reader reader) {
        this.roleName = roleName;
        this.mailbox = mailbox;
        this.wakeup = wakeup;
        this.cancelled = cancelled;
        this.reader = reader;
    }

    /** Whether an operator has asked that no input be taken. */
    boolean held() {
        return holds > 0;
    }

    @Override
    public void post(Mail mail) {
        if (!mailbox.offer(new TaskMail.Posted(mail))) {
            throw new IllegalStateException("The mailbox of " + roleName
                    + " is full: its answers have come faster than the task has taken them.");
        }
    }

    @Override
    public void hold() {
        holds++;
    }

    @Override
    public void release() {
        holds--;
    }

    @Override
    public void yieldToMail() throws Exception {
        waiting++;
        try {
            if (reader.readMail() == 0) {
                if (cancelled.getAsBoolean()) {
                    throw new InterruptedException("The task was cancelled.");
                }
                wakeup.await(PARK_NS);
                reader.readMail();
            }
        } finally {
            waiting--;
        }
    }

    @Override
    public boolean isYielding() {
        return waiting > 0;
    }
}
