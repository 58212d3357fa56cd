package io.heddle.api.windowing;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The span of time from start (inclusive) to end (exclusive), in milliseconds since the epoch. */
public final class TimeWindow extends Window implements Serializable {
    private final long start;
    private final long end;

    /** A span. */
    public TimeWindow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    /** The first timestamp of the window. */
    public long getStart() {
        return start;
    }

    /** The first timestamp after the window. */
    public long getEnd() {
        return end;
    }

    @Override
    public long maxTimestamp() {
        return end - 1;
    }

    /** Whether the two overlap or touch. */
    public boolean intersects(TimeWindow other) {
        return start <= other.end && end >= other.start;
    }

    /** The smallest window that covers both. */
    public TimeWindow cover(TimeWindow other) {
        return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** The start of the window of that size that a timestamp falls into. */
    public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
        return timestamp - Math.floorMod(timestamp - offset, windowSize);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeWindow that && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(start * 31 + end);
    }

    @Override
    public String toString() {
        return "TimeWindow{start=" + start + ", end=" + end + '}';
    }
}
