package io.heddle.api.windowing;

import java.time.Duration;
import java.util.Collection;

/**
 * Windows that share a start and grow by a step up to a maximal size, in event time: with a day and an hour, the
 * first hour, the first two hours, and so on until the whole day. Fires by {@link EventTimeTrigger} unless another is
 * given; a record without a timestamp fails the task.
 */
public final class CumulativeEventTimeWindows extends WindowAssigner<Object, TimeWindow> {
    private final long maxSize;
    private final long step;
    private final long offset;

    private CumulativeEventTimeWindows(long maxSize, long step, long offset) {
        this.maxSize = TimeWindows.positive("maximal size", maxSize);
        this.step = TimeWindows.positive("step", step);
        this.offset = TimeWindows.smaller(offset, maxSize);
        if (maxSize % step != 0) {
            throw new IllegalArgumentException(
                    "The maximal size (" + maxSize + " ms) must be a multiple of the step (" + step + " ms).");
        }
    }

    /**
     * Windows that grow by a step up to a size, aligned with the epoch in UTC.
     *
     * @throws IllegalArgumentException if either is not positive, or the size is no multiple of the step
     */
    public static CumulativeEventTimeWindows of(Duration maxSize, Duration step) {
        return new CumulativeEventTimeWindows(maxSize.toMillis(), step.toMillis(), 0);
    }

    /**
     * Windows that grow by a step up to a size, shifted by an offset.
     *
     * @throws IllegalArgumentException if size or step is not positive, the size is no multiple of the step, or the
     *     offset is not smaller than the size
     */
    public static CumulativeEventTimeWindows of(Duration maxSize, Duration step, Duration offset) {
        return new CumulativeEventTimeWindows(maxSize.toMillis(), step.toMillis(), offset.toMillis());
    }

    /** The maximal size in milliseconds. */
    public long maxSize() {
        return maxSize;
    }

    /** The step in milliseconds. */
    public long step() {
        return step;
    }

    /** The offset in milliseconds. */
    public long offset() {
        return offset;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        return TimeWindows.cumulative(TimeWindows.timestamped(timestamp), maxSize, step, offset);
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return EventTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }

    @Override
    public String toString() {
        return "CumulativeEventTimeWindows(" + maxSize + ", " + step + ")";
    }
}
