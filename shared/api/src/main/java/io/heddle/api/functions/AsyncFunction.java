package io.heddle.api.functions;

import java.util.concurrent.TimeoutException;

/**
 * Starts an asynchronous request per record; must not block.
 *
 * <p>Called on the task's thread. Requests without an answer are part of checkpoints by their records and are made
 * again after a failure: the service may see a request twice (at least once), while each record's answer goes on
 * exactly once as far as state is concerned.
 *
 * @param <I> the records
 * @param <O> the answers
 */
@FunctionalInterface
public interface AsyncFunction<I, O> extends Function {
    /**
     * Starts the request and returns at once.
     *
     * @param resultFuture must be completed once, on any thread
     * @throws Exception fails the task
     */
    void asyncInvoke(I input, ResultFuture<O> resultFuture) throws Exception;

    /**
     * Called on the task's thread when the time-out, which covers all attempts, has passed without an answer.
     * Completes the future with a substitute, or exceptionally, which fails the task and is what the default does.
     * There are no further attempts then.
     *
     * @throws Exception fails the task
     */
    default void timeout(I input, ResultFuture<O> resultFuture) throws Exception {
        resultFuture.completeExceptionally(new TimeoutException(
                "The asynchronous request was not answered in time. Raise the time-out, or override timeout() to emit a"
                        + " substitute."));
    }
}
