package io.heddle.api.functions;

/**
 * Sees all records of both streams that share a key and a window, when the window fires. Either side may be empty,
 * never both. Called again for a window with late records that are allowed.
 */
@FunctionalInterface
public interface CoGroupFunction<I1, I2, O> extends Function {
    /**
     * Handles one group.
     *
     * @throws Exception fails the task
     */
    void coGroup(Iterable<I1> first, Iterable<I2> second, Collector<O> out) throws Exception;
}
