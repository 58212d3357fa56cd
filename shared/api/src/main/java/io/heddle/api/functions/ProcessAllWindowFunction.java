package io.heddle.api.functions;

import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.windowing.Window;

/** Sees all records of one window of a stream without keys, with clocks, state and side outputs. */
public abstract class ProcessAllWindowFunction<I, O, W extends Window> extends AbstractRichFunction {
    /**
     * Handles one firing.
     *
     * @throws Exception fails the task
     */
    public abstract void process(Context context, Iterable<I> elements, Collector<O> out) throws Exception;

    /**
     * Called when the window is purged for good: clear per-window state here.
     *
     * @throws Exception fails the task
     */
    public void clear(Context context) throws Exception {}

    /** What is known about the firing window. */
    public abstract class Context {
        /** The window. */
        public abstract W window();

        /** State of this window; clear it in {@link ProcessAllWindowFunction#clear}. */
        public abstract KeyedStateStore windowState();

        /** State shared by all windows. */
        public abstract KeyedStateStore globalState();

        /** Emits a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
