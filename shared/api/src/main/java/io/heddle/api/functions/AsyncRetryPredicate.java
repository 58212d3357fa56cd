package io.heddle.api.functions;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** When an asynchronous request is worth repeating. Where both are empty, never. */
public interface AsyncRetryPredicate<O> {
    /** Whether to repeat because of the results, if results are a reason. */
    Optional<Predicate<Collection<O>>> resultPredicate();

    /** Whether to repeat because of the failure, if failures are a reason. */
    Optional<Predicate<Throwable>> exceptionPredicate();
}
