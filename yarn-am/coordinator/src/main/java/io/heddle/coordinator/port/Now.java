package io.heddle.coordinator.port;

import io.heddle.core.time.Clock;

/**
 * The time of one turn.
 *
 * @param monotonicMs for delays, deadlines and durations
 * @param wallMs milliseconds since the epoch, only for what people read
 */
public record Now(long monotonicMs, long wallMs) {

    public static Now of(Clock clock) {
        return new Now(clock.monotonicMs(), clock.wallMs());
    }
}
