package io.heddle.am.rest;

import io.heddle.coordinator.port.Answer;
import io.heddle.core.agent.IoPool;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Turns what comes out of the coordinator into answers, on I/O threads: neither it nor the net waits for JSON. */
final class Replies {
    private static final Logger LOG = LogManager.getLogger(Replies.class);

    private final IoPool io;

    Replies(IoPool io) {
        this.io = io;
    }

    /** Answers with what {@code shape} makes of the value; a {@link Refusal} thrown by it becomes the answer. */
    <T> void json(CompletableFuture<T> value, Responder responder, Function<T, Object> shape) {
        json(value, responder, 200, shape);
    }

    <T> void json(CompletableFuture<T> value, Responder responder, int status, Function<T, Object> shape) {
        with(value, responder, each -> responder.json(status, shape.apply(each)));
    }

    /** Lets {@code use} answer. */
    <T> void with(CompletableFuture<T> value, Responder responder, Consumer<T> use) {
        CompletableFuture<Void> unused = value.thenAcceptAsync(use, io::submit).exceptionally(failure -> {
            refuse(failure, responder);
            return null;
        });
    }

    /** What {@code blocking} gives, found on an I/O thread. */
    <T> CompletableFuture<T> work(Supplier<T> blocking) {
        return CompletableFuture.completedFuture(blocking).thenApplyAsync(Supplier::get, io::submit);
    }

    private static void refuse(Throwable failure, Responder responder) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            responder.errors(refusal.status(), refusal.errors());
        } else {
            LOG.error("A request failed", cause);
            responder.error(500, "The master failed at this; its log says why: " + cause);
        }
    }

    /** The answer if it is one of acceptance, else the refusal that people see. */
    static Answer accepted(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            throw new Refusal(
                    switch (refused.reason()) {
                        case NOT_FOUND -> 404;
                        case CONFLICT -> 409;
                        case INVALID -> 400;
                        case NOT_READY -> 503;
                    },
                    refused.problem().sentence());
        }
        return answer;
    }
}
