package io.heddle.api.functions;

import java.util.Collection;

/**
 * Takes the answer of an asynchronous request. May be completed on any thread; only the first completion counts,
 * later ones are ignored.
 */
public interface ResultFuture<O> {
    /** Completes with the results, possibly none. */
    void complete(Collection<O> result);

    /** Completes with a failure, which fails the task unless the retry strategy repeats the request because of it. */
    void completeExceptionally(Throwable error);
}
