package io.heddle.engine.operator.window;

import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.state.MergingState;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.GlobalWindow;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.EventTime;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The window that is being worked on, as triggers and evictors see it. */
final class WindowMoment implements Trigger.OnMergeContext, Evictor.EvictorContext {
    private final OperatorContext context;
    private final EventTime eventTime;
    private final KeyedStateBackend backend;
    private final TypeSerializer<Object> windows;
    private @Nullable OperatorTimers timers;
    private Window window = GlobalWindow.get();
    private Collection<?> merged = List.of();

    WindowMoment(
            OperatorContext context, EventTime eventTime, KeyedStateBackend backend, TypeSerializer<Object> windows) {
        this.context = context;
        this.eventTime = eventTime;
        this.backend = backend;
        this.windows = windows;
    }

    /** Restores timers. */
    void open(OperatorTimers.Handler handler) {
        // A window of processing time has passed when its last millisecond is over.
        timers = new OperatorTimers(context, backend, windows, 1, handler);
    }

    OperatorTimers timers() {
        return Objects.requireNonNull(timers, "the operator is not open");
    }

    KeyedStateBackend backend() {
        return backend;
    }

    TypeSerializer<Object> windows() {
        return windows;
    }

    Window window() {
        return window;
    }

    /** Works on that window from now on. */
    WindowMoment at(Window next) {
        window = next;
        return this;
    }

    /** Works on a window that others have merged into. */
    WindowMoment at(Window next, Collection<?> mergedWindows) {
        window = next;
        merged = mergedWindows;
        return this;
    }

    /** The timestamp of a record, which windows of event time cannot do without. */
    long timestamped(long timestampMs) {
        if (timestampMs == Input.NO_TIMESTAMP) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "A record without a timestamp has reached the event-time window '" + context.name() + "'.",
                    "Such windows are found by the records' timestamps.",
                    "Call assignTimestampsAndWatermarks(...) before the window, or use a window of processing time.");
        }
        return timestampMs;
    }

    @Override
    public long getCurrentProcessingTime() {
        return context.processingTimeMs();
    }

    @Override
    public MetricGroup getMetricGroup() {
        return context.metrics();
    }

    @Override
    public long getCurrentWatermark() {
        return eventTime.currentWatermarkMs();
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers().registerProcessingTime(window, time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers().registerEventTime(window, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers().deleteProcessingTime(window, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers().deleteEventTime(window, time);
    }

    @Override
    public <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor) {
        return backend.state(stateDescriptor, windows).in(window);
    }

    @Override
    public <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor) {
        try {
            backend.state(stateDescriptor, windows).merge(window, merged);
        } catch (Exception e) {
            throw io.heddle.engine.operator.DownstreamFailure.rethrow(e);
        }
    }
}
