package io.heddle.api.windowing;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import java.time.Duration;

/**
 * Another trigger that also fires when the window has waited for a time by the machine's clock. What the other
 * trigger decides to purge is purged.
 */
public final class ProcessingTimeoutTrigger<T, W extends Window> extends Trigger<T, W> {
    private final Trigger<T, W> nestedTrigger;
    private final long intervalMs;
    private final boolean resetTimerOnNewRecord;
    private final boolean shouldClearOnTimeout;
    private final ValueStateDescriptor<Long> timeoutStateDesc = new ValueStateDescriptor<>("timeout", Types.LONG);

    private ProcessingTimeoutTrigger(
            Trigger<T, W> nestedTrigger, long intervalMs, boolean resetTimerOnNewRecord, boolean shouldClearOnTimeout) {
        this.nestedTrigger = nestedTrigger;
        this.intervalMs = TimeWindows.positive("time-out", intervalMs);
        this.resetTimerOnNewRecord = resetTimerOnNewRecord;
        this.shouldClearOnTimeout = shouldClearOnTimeout;
    }

    /**
     * Starts the time-out with the first record, and clears the other trigger when it passes.
     *
     * @param timeout in whole milliseconds
     * @throws IllegalArgumentException if it is not positive
     */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger, Duration timeout) {
        return of(nestedTrigger, timeout, false, true);
    }

    /** Says whether each record restarts the time-out, and whether passing it clears the other trigger. */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger,
            Duration timeout,
            boolean resetTimerOnNewRecord,
            boolean shouldClearOnTimeout) {
        return new ProcessingTimeoutTrigger<>(
                nestedTrigger, timeout.toMillis(), resetTimerOnNewRecord, shouldClearOnTimeout);
    }

    @Override
    public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nestedTrigger.onElement(element, timestamp, window, ctx);
        if (result.isFire()) {
            clear(window, ctx);
            return result;
        }
        ValueState<Long> state = ctx.getPartitionedState(timeoutStateDesc);
        Long pending = state.value();
        if (pending != null && resetTimerOnNewRecord) {
            ctx.deleteProcessingTimeTimer(pending);
            pending = null;
        }
        if (pending == null) {
            long due = ctx.getCurrentProcessingTime() + intervalMs;
            state.update(due);
            ctx.registerProcessingTimeTimer(due);
        }
        return result;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
        Long due = ctx.getPartitionedState(timeoutStateDesc).value();
        if (due == null || due != time) {
            return nestedTrigger.onProcessingTime(time, window, ctx);
        }
        TriggerResult nested = nestedTrigger.onProcessingTime(time, window, ctx);
        if (shouldClearOnTimeout) {
            clear(window, ctx);
        } else {
            ctx.getPartitionedState(timeoutStateDesc).clear();
        }
        return nested.isPurge() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nestedTrigger.onEventTime(time, window, ctx);
        if (result.isFire() && shouldClearOnTimeout) {
            clear(window, ctx);
        }
        return result;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ValueState<Long> state = ctx.getPartitionedState(timeoutStateDesc);
        Long due = state.value();
        if (due != null) {
            ctx.deleteProcessingTimeTimer(due);
            state.clear();
        }
        nestedTrigger.clear(window, ctx);
    }

    @Override
    public String toString() {
        return "ProcessingTimeoutTrigger(" + nestedTrigger + ", " + intervalMs + ")";
    }
}
