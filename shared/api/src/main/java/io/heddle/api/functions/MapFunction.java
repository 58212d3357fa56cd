package io.heddle.api.functions;

/** One record in, one record out. */
@FunctionalInterface
public interface MapFunction<T, O> extends Function {
    /**
     * Transforms one record.
     *
     * @throws Exception fails the task
     */
    O map(T value) throws Exception;
}
