package io.heddle.api.windowing;

import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.types.Types;
import java.time.Duration;

/**
 * Fires at every interval of the machine's clock, aligned with the epoch, as long as the window has records; not at
 * the window's end as such. The window keeps its contents, so each result covers all records so far.
 */
public final class ContinuousProcessingTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private final long interval;
    private final ReducingStateDescriptor<Long> stateDesc =
            new ReducingStateDescriptor<>("fire-time", new ContinuousEventTimeTrigger.Min(), Types.LONG);

    private ContinuousProcessingTimeTrigger(long interval) {
        this.interval = TimeWindows.positive("firing interval", interval);
    }

    /**
     * Fires at every interval.
     *
     * @param interval in whole milliseconds
     * @throws IllegalArgumentException if it is not positive
     */
    public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Duration interval) {
        return new ContinuousProcessingTimeTrigger<>(interval.toMillis());
    }

    /**
     * Fires at every interval.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Time interval) {
        return of(interval.toDuration());
    }

    /** The interval in milliseconds. */
    public long getInterval() {
        return interval;
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> fireTime = ctx.getPartitionedState(stateDesc);
        if (fireTime.get() == null) {
            registerNext(lastRound(ctx.getCurrentProcessingTime()), window, ctx, fireTime);
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> fireTime = ctx.getPartitionedState(stateDesc);
        Long due = fireTime.get();
        if (due != null && due == time) {
            fireTime.clear();
            if (time < window.maxTimestamp()) {
                registerNext(time, window, ctx, fireTime);
            } else {
                // A window of event time that has ended by the wall clock, perhaps years ago: its end is due again at
                // once.
                register(lastRound(ctx.getCurrentProcessingTime()) + interval, ctx, fireTime);
            }
            return TriggerResult.FIRE;
        }
        return TriggerResult.CONTINUE;
    }

    private void registerNext(long time, W window, TriggerContext ctx, ReducingState<Long> fireTime) throws Exception {
        register(Math.min(time + interval, window.maxTimestamp()), ctx, fireTime);
    }

    private static void register(long time, TriggerContext ctx, ReducingState<Long> fireTime) throws Exception {
        fireTime.add(time);
        ctx.registerProcessingTimeTimer(time);
    }

    private long lastRound(long time) {
        return time - Math.floorMod(time, interval);
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
            ctx.registerProcessingTimeTimer(next);
        }
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> fireTime = ctx.getPartitionedState(stateDesc);
        Long due = fireTime.get();
        if (due != null) {
            ctx.deleteProcessingTimeTimer(due);
            fireTime.clear();
        }
    }

    @Override
    public String toString() {
        return "ContinuousProcessingTimeTrigger(" + interval + ")";
    }
}
