package io.heddle.engine.operator.window;

import io.heddle.api.windowing.CalendarWindows;
import io.heddle.api.windowing.CumulativeEventTimeWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.SlidingProcessingTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.TumblingProcessingTimeWindows;
import io.heddle.api.windowing.WindowAssigner;
import org.jspecify.annotations.Nullable;

/**
 * How aligned windows are cut into slices, so that every window is a row of whole slices. Slices and windows are named by
 * their ends (exclusive, milliseconds).
 */
abstract class Slicing {
    /** Windows of more slices than this are better kept one by one. */
    private static final long MOST_SLICES = 256;

    private Slicing() {}

    /** Null if the windows of that assigner are not aligned, or cannot be cut well. */
    static @Nullable Slicing of(WindowAssigner<?, ?> assigner) {
        if (assigner instanceof TumblingEventTimeWindows tumbling) {
            return new Regular(tumbling.size(), tumbling.size(), tumbling.offset());
        } else if (assigner instanceof TumblingProcessingTimeWindows tumbling) {
            return new Regular(tumbling.size(), tumbling.size(), tumbling.offset());
        } else if (assigner instanceof SlidingEventTimeWindows sliding) {
            return sliding(sliding.getSize(), sliding.getSlide(), sliding.offset());
        } else if (assigner instanceof SlidingProcessingTimeWindows sliding) {
            return sliding(sliding.getSize(), sliding.getSlide(), sliding.offset());
        } else if (assigner instanceof CumulativeEventTimeWindows cumulative) {
            return cumulative.maxSize() / cumulative.step() > MOST_SLICES ? null : new Growing(cumulative);
        } else if (assigner instanceof CalendarWindows calendar) {
            return new Calendar(calendar);
        }
        return null;
    }

    private static @Nullable Slicing sliding(long size, long slide, long offset) {
        Regular regular = new Regular(size, slide, offset);
        return slide > size || size / regular.slice > MOST_SLICES ? null : regular;
    }

    /** Whether any window is more than one slice, so that windows are put together from parts. */
    abstract boolean cuts();

    /** The slice of a time. */
    abstract long sliceOf(long timeMs);

    /** The first window that the slice is part of. */
    abstract long firstWindow(long slice);

    /** The window after that one. */
    abstract long nextWindow(long window);

    /** The last window that the slice is part of. */
    abstract long lastWindow(long slice);

    /** Where the window begins (inclusive). */
    abstract long startOf(long window);

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Windows of one size, a slide apart. */
    private static final class Regular extends Slicing {
        private final long size;
        private final long slide;
        private final long offset;
        private final long slice;

        Regular(long size, long slide, long offset) {
            this.size = size;
            this.slide = slide;
            this.offset = offset;
            this.slice = gcd(size, slide);
        }

        @Override
        boolean cuts() {
            return slice < size;
        }

        @Override
        long sliceOf(long timeMs) {
            return timeMs - Math.floorMod(timeMs - offset, slice) + slice;
        }

        @Override
        long firstWindow(long end) {
            // The window before it would end before the slice does.
            long beyond = Math.floorMod(end - offset - size, slide);
            return beyond == 0 ? end : end - beyond + slide;
        }

        @Override
        long nextWindow(long window) {
            return window + slide;
        }

        @Override
        long lastWindow(long end) {
            long start = end - slice;
            return start - Math.floorMod(start - offset, slide) + size;
        }

        @Override
        long startOf(long window) {
            return window - size;
        }
    }

    /** Windows that share a start. */
    private static final class Growing extends Slicing {
        private final long maxSize;
        private final long step;
        private final long offset;

        Growing(CumulativeEventTimeWindows windows) {
            this.maxSize = windows.maxSize();
            this.step = windows.step();
            this.offset = windows.offset();
        }

        @Override
        boolean cuts() {
            return step < maxSize;
        }

        @Override
        long sliceOf(long timeMs) {
            return timeMs - Math.floorMod(timeMs - offset, step) + step;
        }

        @Override
        long firstWindow(long slice) {
            return slice;
        }

        @Override
        long nextWindow(long window) {
            return window + step;
        }

        @Override
        long lastWindow(long slice) {
            return startOf(slice) + maxSize;
        }

        @Override
        long startOf(long window) {
            return TimeWindow.getWindowStartWithOffset(window - 1, offset, maxSize);
        }
    }

    /** Days, weeks or months; the last one asked for is remembered, since the calendar is slow. */
    private static final class Calendar extends Slicing {
        private final CalendarWindows windows;
        private TimeWindow last = new TimeWindow(0, 0);

        Calendar(CalendarWindows windows) {
            this.windows = windows;
        }

        private TimeWindow at(long timeMs) {
            if (timeMs < last.getStart() || timeMs >= last.getEnd()) {
                last = windows.windowOf(timeMs);
            }
            return last;
        }

        @Override
        boolean cuts() {
            return false;
        }

        @Override
        long sliceOf(long timeMs) {
            return at(timeMs).getEnd();
        }

        @Override
        long firstWindow(long slice) {
            return slice;
        }

        @Override
        long nextWindow(long window) {
            return at(window).getEnd();
        }

        @Override
        long lastWindow(long slice) {
            return slice;
        }

        @Override
        long startOf(long window) {
            return at(window - 1).getStart();
        }
    }
}
