package io.heddle.api.functions;

import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.windowing.Window;

/** Sees all records of one key and window when the window fires, with clocks, state and side outputs. */
public abstract class ProcessWindowFunction<I, O, K, W extends Window> extends AbstractRichFunction {
    /**
     * Handles one firing.
     *
     * @throws Exception fails the task
     */
    public abstract void process(K key, Context context, Iterable<I> elements, Collector<O> out) throws Exception;

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

        /** Milliseconds since the epoch by the machine's clock. */
        public abstract long currentProcessingTime();

        /** The operator's current watermark in milliseconds. */
        public abstract long currentWatermark();

        /** State of this key and this window; clear it in {@link ProcessWindowFunction#clear}. */
        public abstract KeyedStateStore windowState();

        /** State of this key, shared by all its windows. */
        public abstract KeyedStateStore globalState();

        /** Emits a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
