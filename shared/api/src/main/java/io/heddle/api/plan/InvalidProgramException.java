package io.heddle.api.plan;

import org.jspecify.annotations.Nullable;

/** The program cannot be executed as it is written. */
public class InvalidProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what, why and the mend. */
    public InvalidProgramException(String message) {
        super(message);
    }

    /** With what, why and the mend, and the cause. */
    public InvalidProgramException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
