package io.heddle.api.functions;

import java.util.Collection;

/** Takes the answer of an asynchronous request. Thread-safe; only the first completion counts. */
public interface ResultFuture<O> {
    /** Completes with the results, possibly none. */
    void complete(Collection<O> result);

    /** Completes with a failure, which fails the task unless a retry strategy handles it. */
    void completeExceptionally(Throwable error);
}
