package io.heddle.client.local;

import io.heddle.core.fault.Problem;

/** A job of a local cluster has failed, or was cancelled. */
public final class LocalJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cancelled;
    private final transient Problem problem;

    LocalJobException(boolean cancelled, String what, String why, String stackTrace) {
        super((what + " " + why).strip(), stackTrace.isBlank() ? null : new InTask(stackTrace));
        this.cancelled = cancelled;
        this.problem = new Problem(what, why, "");
    }

    /** Whether somebody cancelled it. */
    public boolean isCancelled() {
        return cancelled;
    }

    public Problem problem() {
        return problem;
    }

    /** Carries the stack trace of a task as text, since the exception's class may be known to user code only. */
    private static final class InTask extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InTask(String stackTrace) {
            super("in the task: " + stackTrace, null, false, false);
        }
    }
}
