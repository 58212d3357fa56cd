package io.heddle.api.functions;

import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.windowing.Window;

/**
 * Sees all records of one key and window when the window fires, with clocks, state and side outputs.
 *
 * <p>With windows that are reduced or aggregated first, {@code elements} holds the one result; without, all records
 * are kept as state until the window is dropped.
 *
 * @param <I> the records
 * @param <O> the results
 * @param <K> the key
 * @param <W> the windows
 */
public abstract class ProcessWindowFunction<I, O, K, W extends Window> extends AbstractRichFunction {
    /**
     * Handles one firing. A window fires again for each late record that is allowed, and as often as its trigger
     * says. Results carry the window's last timestamp.
     *
     * @throws Exception fails the task
     */
    public abstract void process(K key, Context context, Iterable<I> elements, Collector<O> out) throws Exception;

    /**
     * Called when the window is dropped, after the allowed lateness: clear per-window state here, which nobody else
     * does.
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

        /**
         * State of this key and this window; clear it in {@link ProcessWindowFunction#clear}. Windows that merge
         * (sessions) have none: asking for it throws an {@link UnsupportedOperationException}.
         */
        public abstract KeyedStateStore windowState();

        /** State of this key, shared by all its windows; it stays until it is cleared or its time to live is over. */
        public abstract KeyedStateStore globalState();

        /** Emits a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
