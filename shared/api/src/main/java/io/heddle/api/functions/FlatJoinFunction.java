package io.heddle.api.functions;

/** Joins two matching records into any number of records. */
@FunctionalInterface
public interface FlatJoinFunction<I1, I2, O> extends Function {
    /**
     * Joins one pair.
     *
     * @throws Exception fails the task
     */
    void join(I1 first, I2 second, Collector<O> out) throws Exception;
}
