package io.heddle.api.environment;

import io.heddle.api.windowing.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How a job is restarted after a failure: from its last complete checkpoint, or from its beginning if there is none.
 * Without one of these, and without a setting of the cluster's, exponential delay for ever if checkpoints are on, and
 * no restart if they are not. Failures that must come again (state of the wrong type) end the job whatever the
 * strategy.
 */
public final class RestartStrategies {
    private RestartStrategies() {}

    /**
     * A choice, as settings.
     *
     * @param settings the keys under {@code restart-strategy} with their values
     */
    public record RestartStrategyConfiguration(Map<String, String> settings) implements Serializable {}

    /** The job fails at the first failure. */
    public static RestartStrategyConfiguration noRestart() {
        return new RestartStrategyConfiguration(Map.of("restart-strategy.type", "none"));
    }

    /** What the cluster is configured for, as if the program had chosen none. */
    public static RestartStrategyConfiguration fallBackRestart() {
        return new RestartStrategyConfiguration(Map.of());
    }

    /**
     * So many restarts over the whole life of the job, then it fails.
     *
     * @param restartAttempts how many
     * @param delayBetweenAttempts the pause before each, in milliseconds
     */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, long delayBetweenAttempts) {
        return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttempts));
    }

    /** So many restarts over the whole life of the job, so far apart; then it fails. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Time delayInterval) {
        return fixedDelayRestart(restartAttempts, delayInterval.toDuration());
    }

    /** So many restarts over the whole life of the job, so far apart; then it fails. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return new RestartStrategyConfiguration(Map.of(
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", Integer.toString(restartAttempts),
                "restart-strategy.fixed-delay.delay", TextFormats.printDuration(delayInterval)));
    }

    /**
     * Restarts as long as there are at most so many failures per interval.
     *
     * @param failureRate how many failures in an interval are still followed by a restart
     * @param failureInterval the length of the interval
     * @param delayInterval the pause before each restart
     */
    public static RestartStrategyConfiguration failureRateRestart(
            int failureRate, Time failureInterval, Time delayInterval) {
        return failureRateRestart(failureRate, failureInterval.toDuration(), delayInterval.toDuration());
    }

    /**
     * Restarts as long as there are at most so many failures per interval.
     *
     * @param failureRate how many failures in an interval are still followed by a restart
     * @param failureInterval the length of the interval
     * @param delayInterval the pause before each restart
     */
    public static RestartStrategyConfiguration failureRateRestart(
            int failureRate, Duration failureInterval, Duration delayInterval) {
        return new RestartStrategyConfiguration(Map.of(
                "restart-strategy.type", "failure-rate",
                "restart-strategy.failure-rate.max-failures-per-interval", Integer.toString(failureRate),
                "restart-strategy.failure-rate.failure-rate-interval", TextFormats.printDuration(failureInterval),
                "restart-strategy.failure-rate.delay", TextFormats.printDuration(delayInterval)));
    }

    /** Restarts for ever, with growing pauses that shrink again after a quiet time. */
    public static RestartStrategyConfiguration exponentialDelayRestart(
            Duration initialBackoff,
            Duration maxBackoff,
            double backoffMultiplier,
            Duration resetBackoffThreshold,
            double jitterFactor) {
        return new RestartStrategyConfiguration(Map.of(
                "restart-strategy.type", "exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff", TextFormats.printDuration(initialBackoff),
                "restart-strategy.exponential-delay.max-backoff", TextFormats.printDuration(maxBackoff),
                "restart-strategy.exponential-delay.backoff-multiplier", Double.toString(backoffMultiplier),
                "restart-strategy.exponential-delay.reset-backoff-threshold",
                        TextFormats.printDuration(resetBackoffThreshold),
                "restart-strategy.exponential-delay.jitter-factor", Double.toString(jitterFactor)));
    }

    /** Restarts for ever, with growing pauses that shrink again after a quiet time. */
    public static RestartStrategyConfiguration exponentialDelayRestart(
            Time initialBackoff,
            Time maxBackoff,
            double backoffMultiplier,
            Time resetBackoffThreshold,
            double jitterFactor) {
        return exponentialDelayRestart(
                initialBackoff.toDuration(),
                maxBackoff.toDuration(),
                backoffMultiplier,
                resetBackoffThreshold.toDuration(),
                jitterFactor);
    }
}
