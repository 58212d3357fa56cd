package io.heddle.api.functions;

import java.util.concurrent.TimeoutException;

/** Starts an asynchronous request per record; must not block. */
@FunctionalInterface
public interface AsyncFunction<I, O> extends Function {
    /**
     * Starts the request and returns at once.
     *
     * @throws Exception fails the task
     */
    void asyncInvoke(I input, ResultFuture<O> resultFuture) throws Exception;

    /**
     * Called when the time-out has passed without an answer. By default the task fails.
     *
     * @throws Exception fails the task
     */
    default void timeout(I input, ResultFuture<O> resultFuture) throws Exception {
        resultFuture.completeExceptionally(new TimeoutException(
                "The asynchronous request was not answered in time. Raise the time-out, or override timeout() to emit a"
                        + " substitute."));
    }
}
