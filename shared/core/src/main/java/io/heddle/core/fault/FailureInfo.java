package io.heddle.core.fault;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A failure as it travels between processes: text only, so that no class of the user's is needed to read it.
 *
 * @param category who must act
 * @param message what the chain of causes tells, in one line
 * @param stackTrace the whole chain of causes as the JVM prints it, or empty
 */
public record FailureInfo(FaultCategory category, String message, String stackTrace) {
    private static final int MAX_STACK_CHARS = 32_768;

    /** Describes {@code failure}; a {@link HeddleException} keeps its category, anything else gets {@code category}. */
    public static FailureInfo of(FaultCategory category, Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        String stack = text.toString();
        if (failure instanceof HeddleException typed) {
            return new FailureInfo(typed.category(), typed.problem().sentence(), shortened(stack));
        }
        return new FailureInfo(category, Causes.told(failure), shortened(stack));
    }

    private static String shortened(String stack) {
        return stack.length() > MAX_STACK_CHARS ? stack.substring(0, MAX_STACK_CHARS) : stack;
    }
}
