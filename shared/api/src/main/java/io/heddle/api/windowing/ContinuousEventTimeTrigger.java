package io.heddle.api.windowing;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.types.Types;
import java.time.Duration;

/**
 * Fires at every interval of event time, aligned with the epoch, and at the end of the window; also for each late
 * record that is allowed. The window keeps its contents, so each result covers all records so far.
 */
public final class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private final long interval;
    private final ReducingStateDescriptor<Long> stateDesc =
            new ReducingStateDescriptor<>("fire-time", new Min(), Types.LONG);

    private ContinuousEventTimeTrigger(long interval) {
        this.interval = TimeWindows.positive("firing interval", interval);
    }

    /**
     * Fires at every interval.
     *
     * @param interval in whole milliseconds
     * @throws IllegalArgumentException if it is not positive
     */
    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Duration interval) {
        return new ContinuousEventTimeTrigger<>(interval.toMillis());
    }

    /**
     * Fires at every interval.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Time interval) {
        return of(interval.toDuration());
    }

    /** The interval in milliseconds. */
    public long getInterval() {
        return interval;
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        if (window.maxTimestamp() <= ctx.getCurrentWatermark()) {
            return TriggerResult.FIRE;
        }
        ctx.registerEventTimeTimer(window.maxTimestamp());
        ReducingState<Long> fireTime = ctx.getPartitionedState(stateDesc);
        if (fireTime.get() == null) {
            registerNext(timestamp - Math.floorMod(timestamp, interval), window, ctx, fireTime);
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        if (time == window.maxTimestamp()) {
            return TriggerResult.FIRE;
        }
        ReducingState<Long> fireTime = ctx.getPartitionedState(stateDesc);
        Long due = fireTime.get();
        if (due != null && due == time) {
            fireTime.clear();
            boolean endless = window.maxTimestamp() == Long.MAX_VALUE;
            // When the stream has ended, intervals up to the end of time would take for ever.
            if (!endless || ctx.getCurrentWatermark() < Long.MAX_VALUE) {
                registerNext(time, window, ctx, fireTime);
            }
            return TriggerResult.FIRE;
        }
        return TriggerResult.CONTINUE;
    }

    private void registerNext(long time, W window, TriggerContext ctx, ReducingState<Long> fireTime) throws Exception {
        long next = Math.min(time + interval, window.maxTimestamp());
        fireTime.add(next);
        ctx.registerEventTimeTimer(next);
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        ctx.mergePartitionedState(stateDesc);
        Long next = ctx.getPartitionedState(stateDesc).get();
        if (next != null) {
            ctx.registerEventTimeTimer(next);
        }
        if (window.maxTimestamp() > ctx.getCurrentWatermark()) {
            ctx.registerEventTimeTimer(window.maxTimestamp());
        }
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> fireTime = ctx.getPartitionedState(stateDesc);
        Long due = fireTime.get();
        if (due != null) {
            ctx.deleteEventTimeTimer(due);
            fireTime.clear();
        }
        ctx.deleteEventTimeTimer(window.maxTimestamp());
    }

    @Override
    public String toString() {
        return "ContinuousEventTimeTrigger(" + interval + ")";
    }

    /** The earlier of two times. */
    static final class Min implements ReduceFunction<Long> {
        @Override
        public Long reduce(Long value1, Long value2) {
            return Math.min(value1, value2);
        }
    }
}
