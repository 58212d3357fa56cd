package io.heddle.api.functions;

/** A map over two connected streams; both methods run on the same thread and may share fields. */
public interface CoMapFunction<I1, I2, O> extends Function {
    /**
     * Maps a record of the first stream.
     *
     * @throws Exception fails the task
     */
    O map1(I1 value) throws Exception;

    /**
     * Maps a record of the second stream.
     *
     * @throws Exception fails the task
     */
    O map2(I2 value) throws Exception;
}
