package io.heddle.api.windowing;

import java.io.Serializable;
import java.util.Collection;

/** Puts each record into windows. */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {
    /** For subclasses. */
    protected WindowAssigner() {}

    /** The windows of a record. */
    public abstract Collection<W> assignWindows(T element, long timestamp, WindowAssignerContext context);

    /** The trigger that goes with the assigner unless another is given. */
    public abstract Trigger<T, W> getDefaultTrigger();

    /** Whether the windows follow event time. */
    public abstract boolean isEventTime();

    /** The class of the windows; a class other than {@link TimeWindow} and {@link GlobalWindow} must be a record or POJO. */
    @SuppressWarnings("unchecked")
    public Class<W> getWindowClass() {
        return (Class<W>) TimeWindow.class;
    }

    /** What an assigner may use. */
    public abstract static class WindowAssignerContext {
        /** For the engine. */
        protected WindowAssignerContext() {}

        /** Milliseconds since the epoch by the machine's clock. */
        public abstract long getCurrentProcessingTime();
    }
}
