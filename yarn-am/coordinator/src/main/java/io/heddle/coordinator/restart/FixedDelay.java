package io.heddle.coordinator.restart;

import java.util.OptionalLong;

final class FixedDelay implements RestartStrategy {
    private final int attempts;
    private final long delayMs;
    private int failures;

    FixedDelay(int attempts, long delayMs) {
        this.attempts = attempts;
        this.delayMs = delayMs;
    }

    @Override
    public OptionalLong onFailure(long nowMs) {
        failures++;
        return failures > attempts ? OptionalLong.empty() : OptionalLong.of(delayMs);
    }

    @Override
    public String describe() {
        return "restart strategy fixed-delay, " + attempts + " attempts";
    }
}
