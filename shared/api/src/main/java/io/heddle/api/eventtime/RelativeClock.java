package io.heddle.api.eventtime;

/** A clock that only measures spans. */
public interface RelativeClock {
    /** Nanoseconds since some fixed moment. */
    long relativeTimeNanos();
}
