package io.heddle.api.windowing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, as older programs write it; newer ones use {@link Duration}. Windows count it in whole
 * milliseconds.
 */
public final class Time implements Serializable {
    private final TimeUnit unit;
    private final long size;

    private Time(long size, TimeUnit unit) {
        this.unit = unit;
        this.size = size;
    }

    /** A span in a unit. */
    public static Time of(long size, TimeUnit unit) {
        return new Time(size, unit);
    }

    /** Milliseconds. */
    public static Time milliseconds(long milliseconds) {
        return of(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Seconds. */
    public static Time seconds(long seconds) {
        return of(seconds, TimeUnit.SECONDS);
    }

    /** Minutes. */
    public static Time minutes(long minutes) {
        return of(minutes, TimeUnit.MINUTES);
    }

    /** Hours. */
    public static Time hours(long hours) {
        return of(hours, TimeUnit.HOURS);
    }

    /** Days of 24 hours. */
    public static Time days(long days) {
        return of(days, TimeUnit.DAYS);
    }

    /** The span. */
    public static Time fromDuration(Duration duration) {
        return milliseconds(duration.toMillis());
    }

    /** The unit. */
    public TimeUnit getUnit() {
        return unit;
    }

    /** The number of units. */
    public long getSize() {
        return size;
    }

    /** Milliseconds. */
    public long toMilliseconds() {
        return unit.toMillis(size);
    }

    /** As a duration. */
    public Duration toDuration() {
        return Duration.ofMillis(toMilliseconds());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Time that && toMilliseconds() == that.toMilliseconds();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(toMilliseconds());
    }

    @Override
    public String toString() {
        return toMilliseconds() + " ms";
    }
}
