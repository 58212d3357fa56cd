package io.heddle.api.functions;

import java.io.Serializable;

/** How often and how late an asynchronous request is repeated. */
public interface AsyncRetryStrategy<O> extends Serializable {
    /** Whether another attempt is allowed after the given number of attempts. */
    boolean canRetry(int currentAttempts);

    /** The pause before the next attempt, in milliseconds. */
    long getBackoffTimeMillis(int currentAttempts);

    /** What is worth repeating. */
    AsyncRetryPredicate<O> getRetryPredicate();
}
