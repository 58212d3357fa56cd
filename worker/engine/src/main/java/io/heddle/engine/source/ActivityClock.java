package io.heddle.engine.source;

import io.heddle.api.eventtime.RelativeClock;

/** The time in which something could have been read: it stands while reading is held back. Task thread only. */
final class ActivityClock implements RelativeClock {
    private final RelativeClock base;
    private int holds;
    private long stoppedAtNs;
    private long stoodNs;

    ActivityClock(RelativeClock base) {
        this.base = base;
    }

    /** Stops the clock until there were as many calls of {@link #go}. */
    void stop() {
        if (holds++ == 0) {
            stoppedAtNs = base.relativeTimeNanos();
        }
    }

    void go() {
        if (--holds == 0) {
            stoodNs += base.relativeTimeNanos() - stoppedAtNs;
        }
    }

    @Override
    public long relativeTimeNanos() {
        return (holds > 0 ? stoppedAtNs : base.relativeTimeNanos()) - stoodNs;
    }
}
