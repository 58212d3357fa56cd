package io.heddle.api.eventtime;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says that no record with a timestamp at or below this one is expected any more. One that comes all the same is
 * late: windows whose end the watermark has passed take it only within their allowed lateness.
 */
public final class Watermark implements Serializable {
    /**
     * The last watermark: nothing will come at all. Bounded streams end with it, so that all windows and timers of
     * event time fire.
     */
    public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

    private final long timestamp;

    /** A watermark at a time in milliseconds since the epoch. */
    public Watermark(long timestamp) {
        this.timestamp = timestamp;
    }

    /** The time in milliseconds since the epoch. */
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Watermark that && timestamp == that.timestamp;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(timestamp);
    }

    @Override
    public String toString() {
        return "Watermark @ " + timestamp;
    }

    /** The time as people read it, in UTC: {@code 1970-01-01 00:00:00.000}. */
    public String getFormattedTimestamp() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(timestamp));
    }
}
