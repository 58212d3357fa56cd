package io.heddle.api.windowing;

import java.time.Duration;
import java.util.Collection;

/**
 * Windows of a fixed size that start at every slide, by the machine's clock. Other results when the same records are
 * read again. A record is in size / slide windows; where the slide is greater than the size, some records are in
 * none.
 */
public final class SlidingProcessingTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private final long size;
    private final long slide;
    private final long offset;

    private SlidingProcessingTimeWindows(long size, long slide, long offset) {
        this.size = TimeWindows.positive("size", size);
        this.slide = TimeWindows.positive("slide", slide);
        this.offset = TimeWindows.smaller(offset, slide);
    }

    /**
     * Windows of a size and a slide, in whole milliseconds, aligned with the epoch in UTC.
     *
     * @throws IllegalArgumentException if either is not positive
     */
    public static SlidingProcessingTimeWindows of(Duration size, Duration slide) {
        return new SlidingProcessingTimeWindows(size.toMillis(), slide.toMillis(), 0);
    }

    /**
     * Windows of a size and a slide, in whole milliseconds, shifted by an offset.
     *
     * @throws IllegalArgumentException if size or slide is not positive, or the offset is too large
     */
    public static SlidingProcessingTimeWindows of(Duration size, Duration slide, Duration offset) {
        return new SlidingProcessingTimeWindows(size.toMillis(), slide.toMillis(), offset.toMillis());
    }

    /**
     * Windows of a size and a slide, aligned with the epoch in UTC.
     *
     * @throws IllegalArgumentException if either is not positive
     */
    public static SlidingProcessingTimeWindows of(Time size, Time slide) {
        return of(size.toDuration(), slide.toDuration());
    }

    /**
     * Windows of a size and a slide, shifted by an offset.
     *
     * @throws IllegalArgumentException if size or slide is not positive, or the offset is too large
     */
    public static SlidingProcessingTimeWindows of(Time size, Time slide, Time offset) {
        return of(size.toDuration(), slide.toDuration(), offset.toDuration());
    }

    /** The size in milliseconds. */
    public long getSize() {
        return size;
    }

    /** The slide in milliseconds. */
    public long getSlide() {
        return slide;
    }

    /** The offset in milliseconds. */
    public long offset() {
        return offset;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        return TimeWindows.sliding(context.getCurrentProcessingTime(), size, slide, offset);
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
        return "SlidingProcessingTimeWindows(" + size + ", " + slide + ")";
    }
}
