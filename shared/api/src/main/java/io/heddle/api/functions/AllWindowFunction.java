package io.heddle.api.functions;

import io.heddle.api.windowing.Window;

/** Sees all records of one window of a stream without keys when the window fires. */
@FunctionalInterface
public interface AllWindowFunction<I, O, W extends Window> extends Function {
    /**
     * Handles one firing.
     *
     * @throws Exception fails the task
     */
    void apply(W window, Iterable<I> values, Collector<O> out) throws Exception;
}
