package io.heddle.core.fault;

import org.jspecify.annotations.Nullable;

/** What a chain of causes tells a person. */
public final class Causes {
    /** A chain may close to a circle, or be made endless by a class of the user's. */
    private static final int MAX_DEPTH = 64;

    private Causes() {}

    /**
     * One line: the outermost that says something of its own, because whoever wrapped a failure knew what was being done and
     * with what, and behind it in brackets the root, unless the first has named it already.
     */
    public static String told(Throwable failure) {
        Throwable root = failure;
        Throwable first = null;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            if (first == null && saysMoreThanItsCause(root)) {
                first = root;
            }
            Throwable cause = root.getCause();
            if (cause == null || cause == root) {
                break;
            }
            root = cause;
        }
        if (first == null || first == root) {
            return text(root);
        }
        String told = text(first);
        return told.contains(own(root)) ? told : told + " (" + text(root) + ")";
    }

    /** Java makes the message of a bare wrapper from its cause. */
    private static boolean saysMoreThanItsCause(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = failure.getMessage();
        if (cause == null) {
            return true;
        }
        return message != null
                && !message.isBlank()
                && !message.equals(cause.toString())
                && !message.equals(cause.getMessage());
    }

    private static String own(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message;
    }

    private static String text(Throwable failure) {
        if (failure instanceof HeddleException typed) {
            return typed.problem().sentence();
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : failure.getClass().getName() + ": " + message;
    }
}
