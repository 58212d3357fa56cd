package io.heddle.api.windowing;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import java.io.Serializable;
import java.util.Collection;

/**
 * Puts each record into windows. Without state of its own: the windows follow from the record, its timestamp and the
 * clock. Serialisable, as part of the plan.
 */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {
    /** For subclasses. */
    protected WindowAssigner() {}

    /**
     * The windows of a record, perhaps none, which drops it.
     *
     * @param timestamp of the record in milliseconds since the epoch; {@link Long#MIN_VALUE} if it has none
     */
    public abstract Collection<W> assignWindows(T element, long timestamp, WindowAssignerContext context);

    /**
     * The trigger that goes with the assigner unless another is given. An assigner must override this or the older form with an
     * environment.
     */
    public Trigger<T, W> getDefaultTrigger() {
        throw new UnsupportedOperationException(getClass().getName()
                + " has no default trigger: override getDefaultTrigger(), or name one with .trigger(...).");
    }

    /** The older form of {@link #getDefaultTrigger()}, and the one that is asked; by default they are the same. */
    public Trigger<T, W> getDefaultTrigger(StreamExecutionEnvironment environment) {
        return getDefaultTrigger();
    }

    /**
     * Programs written for Flink override this. Windows are written by their class ({@link #getWindowClass}), so nothing asks for
     * it here.
     */
    public TypeSerializer<W> getWindowSerializer(ExecutionConfig executionConfig) {
        return TypeInformation.of(getWindowClass()).createSerializer(executionConfig);
    }

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
