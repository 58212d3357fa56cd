package io.heddle.api.functions;

/** One record in, any number of records out. */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function {
    /**
     * Transforms one record into any number of records.
     *
     * @throws Exception fails the task
     */
    void flatMap(T value, Collector<O> out) throws Exception;
}
