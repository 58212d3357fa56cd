package io.heddle.api.functions;

/** A flat map over two connected streams; both methods run on the same thread and may share fields. */
public interface CoFlatMapFunction<I1, I2, O> extends Function {
    /**
     * Handles a record of the first stream.
     *
     * @throws Exception fails the task
     */
    void flatMap1(I1 value, Collector<O> out) throws Exception;

    /**
     * Handles a record of the second stream.
     *
     * @throws Exception fails the task
     */
    void flatMap2(I2 value, Collector<O> out) throws Exception;
}
