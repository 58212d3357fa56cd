package io.heddle.core.fault;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A failure as it travels between processes: text only, so that no class of the user's is needed to read it.
 *
 * @param category who must act
 * @param message the root cause in one line
 * @param stackTrace the whole chain of causes as the JVM prints it, or empty
 */
public record FailureInfo(FaultCategory category, String message, String stackTrace) {
    private static final int MAX_STACK_CHARS = 32_768;

    /** Describes {@code failure}; a {@link HeddleException} keeps its category, anything else gets {@code category}. */
    public static FailureInfo of(FaultCategory category, Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < 64 && root.getCause() != null && root.getCause() != root; depth++) {
            root = root.getCause();
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        String stack = text.toString();
        String message = root.getMessage() == null
                ? root.getClass().getName()
                : root.getClass().getName() + ": " + root.getMessage();
        if (failure instanceof HeddleException typed) {
            return new FailureInfo(typed.category(), typed.problem().sentence(), shortened(stack));
        }
        return new FailureInfo(category, message, shortened(stack));
    }

    private static String shortened(String stack) {
        return stack.length() > MAX_STACK_CHARS ? stack.substring(0, MAX_STACK_CHARS) : stack;
    }
}
