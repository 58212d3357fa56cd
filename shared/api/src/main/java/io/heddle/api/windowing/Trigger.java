package io.heddle.api.windowing;

import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.state.MergingState;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a window is computed. One trigger serves all windows of an instance, so it keeps its state in
 * partitioned state, never in fields. That state and its timers are part of checkpoints.
 *
 * @param <T> the records
 * @param <W> the windows
 */
public abstract class Trigger<T, W extends Window> implements Serializable {
    /** For subclasses. */
    protected Trigger() {}

    /**
     * Called for each record that falls into the window, after the record has been added.
     *
     * @param timestamp of the record in milliseconds since the epoch; {@link Long#MIN_VALUE} if it has none
     * @throws Exception fails the task
     */
    public abstract TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception;

    /**
     * Called when a processing-time timer of the trigger fires.
     *
     * @param time for which it was registered, in milliseconds since the epoch
     * @throws Exception fails the task
     */
    public abstract TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception;

    /**
     * Called when an event-time timer of the trigger fires.
     *
     * @param time for which it was registered, in milliseconds since the epoch
     * @throws Exception fails the task
     */
    public abstract TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception;

    /**
     * Whether the trigger can be used with merging windows (sessions); by default it cannot, and such a program is
     * refused when it is built.
     */
    public boolean canMerge() {
        return false;
    }

    /** Called when windows have merged into this one: merge the state, set timers anew. */
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        throw new UnsupportedOperationException(getClass().getName()
                + " cannot be used with merging windows (sessions): it does not implement onMerge.");
    }

    /**
     * Called when the window is dropped: delete timers and state, which nobody else does.
     *
     * @throws Exception fails the task
     */
    public abstract void clear(W window, TriggerContext ctx) throws Exception;

    /** What a trigger may use; state and timers belong to the current key and window. */
    public interface TriggerContext {
        /** Milliseconds since the epoch by the machine's clock. */
        long getCurrentProcessingTime();

        /** The metrics of the operator. */
        MetricGroup getMetricGroup();

        /** The operator's current watermark in milliseconds. */
        long getCurrentWatermark();

        /** Registers a processing-time timer, in milliseconds since the epoch. */
        void registerProcessingTimeTimer(long time);

        /** Registers an event-time timer, in milliseconds since the epoch. */
        void registerEventTimeTimer(long time);

        /** Deletes a processing-time timer. */
        void deleteProcessingTimeTimer(long time);

        /** Deletes an event-time timer. */
        void deleteEventTimeTimer(long time);

        /** State of the current key and window. */
        <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor);

        /** The older form for one value of a class without type parameters, of the current key and window. */
        default <S extends Serializable> ValueState<S> getKeyValueState(
                String name, Class<S> stateType, @Nullable S defaultState) {
            return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
        }

        /** The older form for one value, of the current key and window. */
        default <S extends Serializable> ValueState<S> getKeyValueState(
                String name, TypeInformation<S> stateType, @Nullable S defaultState) {
            return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
        }
    }

    /** What a trigger may use when windows have merged. */
    public interface OnMergeContext extends TriggerContext {
        /** Merges the state of the merged windows. */
        <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor);
    }
}
