package io.heddle.api.windowing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Sessions: windows that end when no record has come for a gap, in event time. A record that falls into the gap of
 * two sessions makes one of them. Fires by {@link EventTimeTrigger} unless another is given; a record without a
 * timestamp fails the task.
 */
public final class EventTimeSessionWindows extends MergingWindowAssigner<Object, TimeWindow> {
    private final long gap;

    private EventTimeSessionWindows(long gap) {
        this.gap = TimeWindows.positive("gap", gap);
    }

    /**
     * Sessions with a fixed gap, in whole milliseconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static EventTimeSessionWindows withGap(Duration gap) {
        return new EventTimeSessionWindows(gap.toMillis());
    }

    /**
     * Sessions with a fixed gap.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static EventTimeSessionWindows withGap(Time gap) {
        return withGap(gap.toDuration());
    }

    /** Sessions whose gap depends on the record. */
    public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(SessionWindowTimeGapExtractor<T> gapExtractor) {
        return new DynamicEventTimeSessionWindows<>(gapExtractor);
    }

    /** The gap in milliseconds. */
    public long gap() {
        return gap;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        return List.of(new TimeWindow(TimeWindows.timestamped(timestamp), timestamp + gap));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindows.merge(windows, callback);
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
        return "EventTimeSessionWindows(" + gap + ")";
    }
}
