package io.heddle.api.windowing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Sessions: windows that end when no record has come for a gap, by the machine's clock. Other results when the same
 * records are read again.
 */
public final class ProcessingTimeSessionWindows extends MergingWindowAssigner<Object, TimeWindow> {
    private final long gap;

    private ProcessingTimeSessionWindows(long gap) {
        this.gap = TimeWindows.positive("gap", gap);
    }

    /**
     * Sessions with a fixed gap, in whole milliseconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static ProcessingTimeSessionWindows withGap(Duration gap) {
        return new ProcessingTimeSessionWindows(gap.toMillis());
    }

    /**
     * Sessions with a fixed gap.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static ProcessingTimeSessionWindows withGap(Time gap) {
        return withGap(gap.toDuration());
    }

    /** Sessions whose gap depends on the record. */
    public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> gapExtractor) {
        return new DynamicProcessingTimeSessionWindows<>(gapExtractor);
    }

    /** The gap in milliseconds. */
    public long gap() {
        return gap;
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        long now = context.getCurrentProcessingTime();
        return List.of(new TimeWindow(now, now + gap));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindows.merge(windows, callback);
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
        return "ProcessingTimeSessionWindows(" + gap + ")";
    }
}
