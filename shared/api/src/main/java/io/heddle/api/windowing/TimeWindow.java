package io.heddle.api.windowing;

import io.heddle.api.types.TypeSerializer;
import io.heddle.api.types.Types;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of time from start (inclusive) to end (exclusive), in milliseconds since the epoch. */
public final class TimeWindow extends Window implements Serializable {
    private final long start;
    private final long end;

    /**
     * A span.
     *
     * @param start the first timestamp in it, in milliseconds since the epoch
     * @param end the first timestamp after it
     */
    public TimeWindow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    /** The first timestamp of the window, in milliseconds since the epoch. */
    public long getStart() {
        return start;
    }

    /** The first timestamp after the window, in milliseconds since the epoch. */
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

    /**
     * The start of the window of that size that a timestamp falls into; all in milliseconds, and right for times
     * before 1970 too.
     */
    public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
        return timestamp - Math.floorMod(timestamp - offset, windowSize);
    }

    /** Merges windows that overlap or touch: what sessions do, for assigners of your own. */
    public static void mergeWindows(
            Collection<TimeWindow> windows, MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        List<TimeWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingLong(TimeWindow::getStart));
        List<TimeWindow> group = new ArrayList<>();
        TimeWindow merged = null;
        for (TimeWindow window : sorted) {
            if (merged != null && merged.intersects(window)) {
                merged = merged.cover(window);
            } else {
                announce(group, merged, callback);
                group.clear();
                merged = window;
            }
            group.add(window);
        }
        announce(group, merged, callback);
    }

    private static void announce(
            List<TimeWindow> group,
            @Nullable TimeWindow merged,
            MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        if (group.size() > 1 && merged != null) {
            callback.merge(List.copyOf(group), merged);
        }
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

    /** Stands for the type of these windows, in assigners written for Flink. */
    public static final class Serializer extends TypeSerializer<TimeWindow> {
        /** Every one is the same. */
        public Serializer() {
            super(Types.GENERIC(TimeWindow.class));
        }
    }
}
