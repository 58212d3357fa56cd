package io.heddle.api.windowing;

import java.util.Collection;
import java.util.List;

/** Sessions whose gap depends on the record, in event time. A record without a timestamp fails the task. */
public final class DynamicEventTimeSessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
    private final SessionWindowTimeGapExtractor<T> gapExtractor;

    DynamicEventTimeSessionWindows(SessionWindowTimeGapExtractor<T> gapExtractor) {
        this.gapExtractor = gapExtractor;
    }

    /** Sessions whose gap depends on the record. */
    public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(SessionWindowTimeGapExtractor<T> gapExtractor) {
        return new DynamicEventTimeSessionWindows<>(gapExtractor);
    }

    @Override
    public Collection<TimeWindow> assignWindows(T element, long timestamp, WindowAssignerContext context) {
        long gap = TimeWindows.positive("gap", gapExtractor.extract(element));
        return List.of(new TimeWindow(TimeWindows.timestamped(timestamp), timestamp + gap));
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindows.merge(windows, callback);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Trigger<T, TimeWindow> getDefaultTrigger() {
        return (Trigger<T, TimeWindow>) (Trigger<?, ?>) EventTimeTrigger.create();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }

    @Override
    public String toString() {
        return "DynamicEventTimeSessionWindows()";
    }
}
