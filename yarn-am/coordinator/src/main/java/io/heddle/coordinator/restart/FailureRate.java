package io.heddle.coordinator.restart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

final class FailureRate implements RestartStrategy {
    private final int maxFailures;
    private final long intervalMs;
    private final long delayMs;
    private final Deque<Long> failuresMs = new ArrayDeque<>();

    FailureRate(int maxFailures, long intervalMs, long delayMs) {
        this.maxFailures = maxFailures;
        this.intervalMs = intervalMs;
        this.delayMs = delayMs;
    }

    @Override
    public OptionalLong onFailure(long nowMs) {
        while (!failuresMs.isEmpty() && nowMs - failuresMs.peekFirst() > intervalMs) {
            failuresMs.removeFirst();
        }
        failuresMs.addLast(nowMs);
        return failuresMs.size() > maxFailures ? OptionalLong.empty() : OptionalLong.of(delayMs);
    }

    @Override
    public String describe() {
        return "restart strategy failure-rate, " + maxFailures + " failures in " + intervalMs + " ms";
    }
}
