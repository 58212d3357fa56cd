package io.heddle.api.functions;

import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The retry strategies that come with the API. */
public final class AsyncRetryStrategies {
    /** Never repeats. */
    public static final AsyncRetryStrategy<?> NO_RETRY_STRATEGY = noRetry();

    private AsyncRetryStrategies() {}

    /** Never repeats. */
    @SuppressWarnings("unchecked")
    public static <O> AsyncRetryStrategy<O> noRetry() {
        return new BackoffRetryStrategy<>(1, 0, 0, 1.0, null, null);
    }

    /** A predicate that can be stored in a plan. */
    public interface SerializablePredicate<T> extends Predicate<T>, Serializable {}

    /**
     * Repeats up to {@code maxAttempts} attempts in all, {@code backoffTimeMillis} milliseconds apart; only for the
     * reasons that are given, so without one never.
     */
    public static class FixedDelayRetryStrategyBuilder<O> {
        private BackoffRetryStrategy<O> strategy;

        /**
         * Starts with how often and how far apart.
         *
         * @param maxAttempts attempts in all, the first one counted; at least 1
         * @param backoffTimeMillis the pause between attempts in milliseconds; not negative
         * @throws IllegalArgumentException if either is out of bounds
         */
        public FixedDelayRetryStrategyBuilder(int maxAttempts, long backoffTimeMillis) {
            this.strategy =
                    new BackoffRetryStrategy<>(maxAttempts, backoffTimeMillis, backoffTimeMillis, 1.0, null, null);
        }

        /** Repeats when the results satisfy the predicate. */
        public FixedDelayRetryStrategyBuilder<O> ifResult(SerializablePredicate<? super Collection<O>> predicate) {
            strategy = strategy.onResult(narrowed(predicate));
            return this;
        }

        /** Repeats when the failure satisfies the predicate. */
        public FixedDelayRetryStrategyBuilder<O> ifException(SerializablePredicate<? super Throwable> predicate) {
            strategy = strategy.onException(narrowed(predicate));
            return this;
        }

        /** The strategy. */
        public AsyncRetryStrategy<O> build() {
            return strategy;
        }
    }

    /**
     * Repeats with pauses that grow by a factor up to a maximum; only for the reasons that are given, so without one
     * never.
     */
    public static class ExponentialBackoffDelayRetryStrategyBuilder<O> {
        private BackoffRetryStrategy<O> strategy;

        /**
         * Starts with how often and how far apart.
         *
         * @param maxAttempts attempts in all, the first one counted; at least 1
         * @param initialDelay the first pause in milliseconds; not negative
         * @param maxRetryDelay the longest pause in milliseconds; not negative
         * @param multiplier by what each pause is longer than the one before
         * @throws IllegalArgumentException if one of them is out of bounds
         */
        public ExponentialBackoffDelayRetryStrategyBuilder(
                int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier) {
            this.strategy =
                    new BackoffRetryStrategy<>(maxAttempts, initialDelay, maxRetryDelay, multiplier, null, null);
        }

        /** Repeats when the results satisfy the predicate. */
        public ExponentialBackoffDelayRetryStrategyBuilder<O> ifResult(
                SerializablePredicate<? super Collection<O>> predicate) {
            strategy = strategy.onResult(narrowed(predicate));
            return this;
        }

        /** Repeats when the failure satisfies the predicate. */
        public ExponentialBackoffDelayRetryStrategyBuilder<O> ifException(
                SerializablePredicate<? super Throwable> predicate) {
            strategy = strategy.onException(narrowed(predicate));
            return this;
        }

        /** The strategy. */
        public AsyncRetryStrategy<O> build() {
            return strategy;
        }
    }

    /**
     * A predicate of more is one of less. Not by a method reference: two of them to the same method cannot be told apart
     * when they are read from a plan.
     */
    @SuppressWarnings("unchecked")
    private static <T> SerializablePredicate<T> narrowed(SerializablePredicate<? super T> predicate) {
        return (SerializablePredicate<T>) predicate;
    }

    private record BackoffRetryStrategy<O>(
            int maxAttempts,
            long initialDelayMillis,
            long maxDelayMillis,
            double multiplier,
            @Nullable SerializablePredicate<Collection<O>> onResult,
            @Nullable SerializablePredicate<Throwable> onException)
            implements AsyncRetryStrategy<O>, AsyncRetryPredicate<O> {
        BackoffRetryStrategy {
            if (maxAttempts < 1 || initialDelayMillis < 0 || maxDelayMillis < 0) {
                throw new IllegalArgumentException("maxAttempts must be at least 1 and the pauses not negative.");
            }
        }

        BackoffRetryStrategy<O> onResult(SerializablePredicate<Collection<O>> predicate) {
            return new BackoffRetryStrategy<>(
                    maxAttempts, initialDelayMillis, maxDelayMillis, multiplier, predicate, onException);
        }

        BackoffRetryStrategy<O> onException(SerializablePredicate<Throwable> predicate) {
            return new BackoffRetryStrategy<>(
                    maxAttempts, initialDelayMillis, maxDelayMillis, multiplier, onResult, predicate);
        }

        @Override
        public boolean canRetry(int currentAttempts) {
            return currentAttempts < maxAttempts;
        }

        @Override
        public long getBackoffTimeMillis(int currentAttempts) {
            double delay = initialDelayMillis * Math.pow(multiplier, Math.max(0, currentAttempts - 1));
            return (long) Math.min(delay, (double) maxDelayMillis);
        }

        @Override
        public AsyncRetryPredicate<O> getRetryPredicate() {
            return this;
        }

        @Override
        public Optional<Predicate<Collection<O>>> resultPredicate() {
            return Optional.ofNullable(onResult);
        }

        @Override
        public Optional<Predicate<Throwable>> exceptionPredicate() {
            return Optional.ofNullable(onException);
        }
    }
}
