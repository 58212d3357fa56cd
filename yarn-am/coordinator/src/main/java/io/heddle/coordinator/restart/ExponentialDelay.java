package io.heddle.coordinator.restart;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Pauses that grow from failure to failure until a quiet time. What fails before the pause after a failure is over belongs to
 * that failure: a job of many regions that lose the same database has one reason to wait longer, not one for each.
 */
public final class ExponentialDelay implements RestartStrategy {
    private final Curve curve;
    private final RandomGenerator random;
    private double nextMs;
    private long lastFailureMs = Long.MIN_VALUE / 2;
    private long lastPauseMs;
    private int failures;

    /**
     * How the pause grows.
     *
     * @param quietMs time without failure after which the pause is the first one again
     * @param jitter share of the pause, from 0 to 1, that is added or taken away by chance
     * @param attempts failures without a quiet time in between before the job fails
     */
    public record Curve(long initialMs, long maxMs, double multiplier, long quietMs, double jitter, int attempts) {}

    ExponentialDelay(Curve curve, RandomGenerator random) {
        this.curve = curve;
        this.random = random;
        this.nextMs = curve.initialMs();
    }

    @Override
    public OptionalLong onFailure(long nowMs) {
        long pauseLeftMs = lastFailureMs + lastPauseMs - nowMs;
        if (pauseLeftMs > 0) {
            return OptionalLong.of(pauseLeftMs);
        }
        if (nowMs - lastFailureMs - lastPauseMs >= curve.quietMs()) {
            nextMs = curve.initialMs();
            failures = 0;
        }
        failures++;
        if (failures > curve.attempts()) {
            return OptionalLong.empty();
        }
        double spread = nextMs * curve.jitter() * (2 * random.nextDouble() - 1);
        lastPauseMs = Math.min(curve.maxMs(), Math.max(0, Math.round(nextMs + spread)));
        lastFailureMs = nowMs;
        nextMs = Math.min((double) curve.maxMs(), nextMs * curve.multiplier());
        return OptionalLong.of(lastPauseMs);
    }

    @Override
    public String describe() {
        return "restart strategy exponential-delay, " + curve.attempts() + " attempts";
    }
}
