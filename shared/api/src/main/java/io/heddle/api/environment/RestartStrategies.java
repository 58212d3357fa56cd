package io.heddle.api.environment;

import io.heddle.api.windowing.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/** How a job is restarted after a failure. Without one of these, exponential delay. */
public final class RestartStrategies {
    private RestartStrategies() {}

    /** A choice, as settings. */
    public record RestartStrategyConfiguration(Map<String, String> settings) implements Serializable {}

    /** The job fails at the first failure. */
    public static RestartStrategyConfiguration noRestart() {
        return new RestartStrategyConfiguration(Map.of("restart-strategy.type", "none"));
    }

    /** What the cluster is configured for. */
    public static RestartStrategyConfiguration fallBackRestart() {
        return new RestartStrategyConfiguration(Map.of());
    }

    /** So many restarts, so many milliseconds apart. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, long delayBetweenAttempts) {
        return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttempts));
    }

    /** So many restarts, so far apart. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Time delayInterval) {
        return fixedDelayRestart(restartAttempts, delayInterval.toDuration());
    }

    /** So many restarts, so far apart. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return new RestartStrategyConfiguration(Map.of(
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", Integer.toString(restartAttempts),
                "restart-strategy.fixed-delay.delay", TextFormats.printDuration(delayInterval)));
    }

    /** Restarts as long as there are at most so many failures per interval. */
    public static RestartStrategyConfiguration failureRateRestart(
            int failureRate, Time failureInterval, Time delayInterval) {
        return failureRateRestart(failureRate, failureInterval.toDuration(), delayInterval.toDuration());
    }

    /** Restarts as long as there are at most so many failures per interval. */
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
