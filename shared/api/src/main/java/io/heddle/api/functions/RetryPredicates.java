package io.heddle.api.functions;

import java.util.Collection;

/** Reasons to repeat an asynchronous request, for {@link AsyncRetryStrategies}. */
public final class RetryPredicates {
    /** A result without any record. */
    public static final AsyncRetryStrategies.SerializablePredicate<Collection<?>> EMPTY_RESULT_PREDICATE =
            Collection::isEmpty;

    /** Any failure. */
    public static final AsyncRetryStrategies.SerializablePredicate<Throwable> HAS_EXCEPTION_PREDICATE = failure -> true;

    private RetryPredicates() {}

    /** A failure of a class. */
    public static AsyncRetryStrategies.SerializablePredicate<Throwable> createExceptionTypePredicate(
            Class<? extends Throwable> exceptionClass) {
        return exceptionClass::isInstance;
    }
}
