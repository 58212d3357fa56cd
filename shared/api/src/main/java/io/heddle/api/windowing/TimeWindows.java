package io.heddle.api.windowing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the built-in assigners of time windows share. */
final class TimeWindows {
    private TimeWindows() {}

    static long positive(String what, long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException(
                    "The " + what + " of a window must be positive, but is " + millis + " ms.");
        }
        return millis;
    }

    static long smaller(long offset, long size) {
        if (Math.abs(offset) >= size) {
            throw new IllegalArgumentException(
                    "The offset (" + offset + " ms) must be smaller than the window (" + size + " ms).");
        }
        return offset;
    }

    static long timestamped(long timestamp) {
        if (timestamp == Long.MIN_VALUE) {
            throw new IllegalStateException(
                    "A record without a timestamp has reached an event-time window. Give the stream"
                            + " timestamps with assignTimestampsAndWatermarks(...) before the window, or use a processing-time"
                            + " window.");
        }
        return timestamp;
    }

    static Collection<TimeWindow> sliding(long timestamp, long size, long slide, long offset) {
        List<TimeWindow> windows = new ArrayList<>((int) (size / slide) + 1);
        long lastStart = TimeWindow.getWindowStartWithOffset(timestamp, offset, slide);
        for (long start = lastStart; start > timestamp - size; start -= slide) {
            windows.add(new TimeWindow(start, start + size));
        }
        return windows;
    }

    static Collection<TimeWindow> cumulative(long timestamp, long maxSize, long step, long offset) {
        long start = TimeWindow.getWindowStartWithOffset(timestamp, offset, maxSize);
        List<TimeWindow> windows = new ArrayList<>();
        long firstEnd = start + ((timestamp - start) / step + 1) * step;
        for (long end = firstEnd; end <= start + maxSize; end += step) {
            windows.add(new TimeWindow(start, end));
        }
        return windows;
    }

    static void merge(Collection<TimeWindow> windows, MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        List<TimeWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingLong(TimeWindow::getStart));
        List<TimeWindow> group = new ArrayList<>();
        TimeWindow cover = null;
        for (TimeWindow window : sorted) {
            if (cover != null && cover.intersects(window)) {
                cover = cover.cover(window);
            } else {
                report(group, cover, callback);
                group = new ArrayList<>();
                cover = window;
            }
            group.add(window);
        }
        report(group, cover, callback);
    }

    private static void report(
            List<TimeWindow> group,
            @Nullable TimeWindow cover,
            MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        if (cover != null && group.size() > 1) {
            callback.merge(group, cover);
        }
    }
}
