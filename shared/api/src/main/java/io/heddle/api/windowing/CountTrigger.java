package io.heddle.api.windowing;

import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.types.Types;

/**
 * Fires when so many records have come, and counts anew; per key and window. The window keeps its contents unless a
 * {@link PurgingTrigger} is put around. Never fires by time: what is left at the end of a window is not computed.
 */
public final class CountTrigger<W extends Window> extends Trigger<Object, W> {
    private final long maxCount;
    private final ReducingStateDescriptor<Long> stateDesc =
            new ReducingStateDescriptor<>("count", new Sum(), Types.LONG);

    private CountTrigger(long maxCount) {
        if (maxCount <= 0) {
            throw new IllegalArgumentException("A count window needs a positive count, but got " + maxCount + ".");
        }
        this.maxCount = maxCount;
    }

    /**
     * Fires after every {@code maxCount} records.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static <W extends Window> CountTrigger<W> of(long maxCount) {
        return new CountTrigger<>(maxCount);
    }

    /** How many records make it fire. */
    public long maxCount() {
        return maxCount;
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        ReducingState<Long> count = ctx.getPartitionedState(stateDesc);
        count.add(1L);
        Long now = count.get();
        if (now != null && now >= maxCount) {
            count.clear();
            return TriggerResult.FIRE;
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
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
    public void onMerge(W window, OnMergeContext ctx) {
        ctx.mergePartitionedState(stateDesc);
    }

    @Override
    public void clear(W window, TriggerContext ctx) {
        ctx.getPartitionedState(stateDesc).clear();
    }

    @Override
    public String toString() {
        return "CountTrigger(" + maxCount + ")";
    }

    private static final class Sum implements ReduceFunction<Long> {
        @Override
        public Long reduce(Long value1, Long value2) {
            return value1 + value2;
        }
    }

    /** After how many records it fires. */
    public long getMaxCount() {
        return maxCount;
    }
}
