package io.heddle.core.transport.http;

/**
 * Does what a route is for. Called on a net thread: answer at once from what is at hand, or offer the call and its
 * responder to a mailbox and return.
 */
@FunctionalInterface
public interface Handler {
    /** Answers now or later; a {@link Refusal} that is thrown becomes the answer, anything else a 500. */
    void handle(Call call, Responder responder);
}
