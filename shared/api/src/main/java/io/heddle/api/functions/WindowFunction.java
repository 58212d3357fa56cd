package io.heddle.api.functions;

import io.heddle.api.windowing.Window;

/** Sees all records of one key and window when the window fires. */
@FunctionalInterface
public interface WindowFunction<I, O, K, W extends Window> extends Function {
    /**
     * Handles one firing.
     *
     * @throws Exception fails the task
     */
    void apply(K key, W window, Iterable<I> input, Collector<O> out) throws Exception;
}
