package io.heddle.api.functions;

import java.io.Serializable;

/**
 * How often and how late an asynchronous request is repeated. Attempts are counted anew after a restart of the task.
 */
public interface AsyncRetryStrategy<O> extends Serializable {
    /** Whether another attempt is allowed after the given number of attempts, the first one counted. */
    boolean canRetry(int currentAttempts);

    /** The pause before the next attempt, in milliseconds, after the given number of attempts. */
    long getBackoffTimeMillis(int currentAttempts);

    /** What is worth repeating. */
    AsyncRetryPredicate<O> getRetryPredicate();
}
