package io.heddle.api.types;

import java.io.Serial;

/** A type of the program cannot be known, or cannot be used the way it is. The message says how to mend it. */
public final class InvalidTypesException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With what is wrong and how to mend it. */
    public InvalidTypesException(String message) {
        super(message);
    }

    /** With what is wrong, how to mend it, and why it came to light. */
    public InvalidTypesException(String message, Throwable cause) {
        super(message, cause);
    }
}
