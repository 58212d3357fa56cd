package io.heddle.coordinator.restart;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Decides, failure by failure, whether a job begins again and after which pause. */
public sealed interface RestartStrategy permits NoRestart, FixedDelay, FailureRate, ExponentialDelay {

    /** The pause in milliseconds before tasks are deployed again, or empty if the job has failed. */
    OptionalLong onFailure(long nowMs);

    /** As it is called in the failure of a job that is not begun again. */
    String describe();

    static RestartStrategy none() {
        return new NoRestart();
    }

    static RestartStrategy fixedDelay(int attempts, long delayMs) {
        return new FixedDelay(attempts, delayMs);
    }

    static RestartStrategy failureRate(int maxFailures, long intervalMs, long delayMs) {
        return new FailureRate(maxFailures, intervalMs, delayMs);
    }

    static RestartStrategy exponentialDelay(ExponentialDelay.Curve curve, RandomGenerator random) {
        return new ExponentialDelay(curve, random);
    }
}
