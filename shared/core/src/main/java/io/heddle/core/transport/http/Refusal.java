package io.heddle.core.transport.http;

import java.util.List;

/** Thrown by a handler, or by the client, for an answer that is an error. */
public final class Refusal extends RuntimeException {
    private final int status;
    private final List<String> errors;

    public Refusal(int status, String error) {
        this(status, List.of(error));
    }

    public Refusal(int status, List<String> errors) {
        super(errors.isEmpty() ? "HTTP status " + status : String.join(" ", errors));
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Sentences for a person. */
    public List<String> errors() {
        return errors;
    }
}
