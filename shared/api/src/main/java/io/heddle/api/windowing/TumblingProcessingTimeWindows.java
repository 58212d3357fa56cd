package io.heddle.api.windowing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Windows of a fixed size, one after another, by the machine's clock. Other results when the same records are read
 * again.
 */
public final class TumblingProcessingTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private final long size;
    private final long offset;

    private TumblingProcessingTimeWindows(long size, long offset) {
        this.size = TimeWindows.positive("size", size);
        this.offset = TimeWindows.smaller(offset, size);
    }

    /**
     * Windows of a size, in whole milliseconds, aligned with the epoch in UTC: a day begins at midnight there.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static TumblingProcessingTimeWindows of(Duration size) {
        return new TumblingProcessingTimeWindows(size.toMillis(), 0);
    }

    /**
     * Windows of a size, shifted by an offset: for days that begin in UTC+8, {@code Duration.ofHours(-8)}. Where the
     * clocks change take {@link CalendarWindows}.
     *
     * @throws IllegalArgumentException if the size is not positive, or the offset is not smaller than it
     */
    public static TumblingProcessingTimeWindows of(Duration size, Duration offset) {
        return new TumblingProcessingTimeWindows(size.toMillis(), offset.toMillis());
    }

    /**
     * Windows of a size, aligned with the epoch in UTC.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static TumblingProcessingTimeWindows of(Time size) {
        return of(size.toDuration());
    }

    /**
     * Windows of a size, shifted by an offset.
     *
     * @throws IllegalArgumentException if the size is not positive, or the offset is not smaller than it
     */
    public static TumblingProcessingTimeWindows of(Time size, Time offset) {
        return of(size.toDuration(), offset.toDuration());
    }

    /** The size in milliseconds. */
    public long size() {
        return size;
    }

    /** The offset in milliseconds. */
    public long offset() {
        return offset;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        long start = TimeWindow.getWindowStartWithOffset(context.getCurrentProcessingTime(), offset, size);
        return List.of(new TimeWindow(start, start + size));
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return ProcessingTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return false;
    }

    @Override
    public String toString() {
        return "TumblingProcessingTimeWindows(" + size + ")";
    }
}
