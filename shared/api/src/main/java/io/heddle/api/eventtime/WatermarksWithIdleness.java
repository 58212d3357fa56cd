package io.heddle.api.eventtime;

import java.time.Duration;

/** Marks the output idle when no record has come for a time, by the clock that is given. */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> watermarks;
    private final long idleTimeoutNanos;
    private final RelativeClock clock;
    private long lastActivityNanos;
    private boolean sawEvent;
    private boolean idle;

    /**
     * Wraps a generator.
     *
     * @param idleTimeout how long without a record until the output is idle
     * @param clock by which that is measured
     */
    public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
        this.watermarks = watermarks;
        this.idleTimeoutNanos = idleTimeout.toNanos();
        this.clock = clock;
        this.lastActivityNanos = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        watermarks.onEvent(event, eventTimestamp, output);
        sawEvent = true;
        idle = false;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = clock.relativeTimeNanos();
        if (sawEvent) {
            // Events do not read the clock themselves: one reading per interval is enough.
            sawEvent = false;
            lastActivityNanos = now;
        }
        if (now - lastActivityNanos < idleTimeoutNanos) {
            watermarks.onPeriodicEmit(output);
        } else if (!idle) {
            idle = true;
            output.markIdle();
        }
    }
}
